import { ok } from "../../../../preload/contract/result.ts";
import { assessed } from "../../domain/health.ts";
import type { Operation, Parts } from "../operation.ts";
import { staffFor } from "./staff-session.ts";
import type { StaffSession } from "./staff-session.ts";

/**
 * KST006: the kiosk's health, as `doctor` reports it; the look of 保守 is journalled with the row up to which the journal
 * is verified.
 */
export function makeReadHealth(
  parts: Pick<Parts, "registry" | "clock" | "measureHealth">,
  session: StaffSession,
): Operation<"readHealth"> {
  return async () => {
    const at = parts.clock();
    const staff = await staffFor(parts, session, { at, act: "read-health" });
    if (!staff.ok) return staff;
    const measured = await parts.measureHealth();
    const report = assessed(measured, at);
    const { state, rows } = measured.journal;
    // A registry that can't be written must not keep 保守 from reading the reason.
    if (measured.registry.state !== "well") return ok(report);
    await parts.registry.transact((journal) =>
      journal.appendJournal({
        ...{ at, customerId: null, staffId: staff.value.id, action: "read-health" },
        outcome: report.healthy ? "done" : "fault",
        ...(state === "well" && { detail: `journal-rows=${String(rows)}` }),
      }),
    );
    return ok(report);
  };
}
