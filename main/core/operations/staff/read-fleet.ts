import type { Fleet } from "../../../../preload/contract/fleet.ts";
import { ok } from "../../../../preload/contract/result.ts";
import { fleetOf } from "../../domain/fleet.ts";
import { assessed } from "../../domain/health.ts";
import type { Operation, Parts } from "../operation.ts";
import { forbidden, staffFor } from "./staff-session.ts";
import type { StaffSession } from "./staff-session.ts";

/**
 * KST010: all kiosks of the bank's network, and the bank's mails and journal. The look of 保守 is journalled with the number
 * of the kiosks that need one. A kiosk in no network offers it to nobody.
 */
export function makeReadFleet(
  parts: Pick<Parts, "registry" | "clock" | "measureHealth" | "readFleet">,
  session: StaffSession,
): Operation<"readFleet"> {
  return async () => {
    const at = parts.clock();
    const asked = { at, act: "read-fleet" } as const;
    const staff = await staffFor(parts, session, asked);
    if (!staff.ok) return staff;
    if (parts.readFleet === null) return forbidden(parts, staff.value, asked);
    const [{ kiosks: known, pending }, measured] = await Promise.all([
      parts.readFleet(),
      parts.measureHealth(),
    ]);
    const kiosks = fleetOf(known, at);
    const toCheck = kiosks.filter(({ grade }) => grade !== "good").length;
    const lines: Fleet["lines"] = assessed(measured, at).lines.filter(
      (line) => line.subject === "mail" || line.subject === "journal",
    );
    await parts.registry.transact((rows) =>
      rows.appendJournal({
        ...{ at, customerId: null, staffId: staff.value.id, action: "read-fleet", outcome: "done" },
        detail: `kiosks=${String(kiosks.length)} to-check=${String(toCheck)}`,
      }),
    );
    return ok({ at, kiosks, pending, lines });
  };
}
