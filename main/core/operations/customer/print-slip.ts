import { refused } from "../../../../preload/contract/result.ts";
import { customerAndToken } from "./customer-rows.ts";
import type { Operation, Parts } from "../operation.ts";
import type { Session } from "./session.ts";
import { printAndJournal, slipFor } from "./slip.ts";

/**
 * 「控えを印刷する」 of BOT002, BOK002 and BOS002, `print.perVisit` times a visit at most, so that a customer can't use up the
 * paper or fill the disk; then the customer is referred to the staff, who print without a limit. Failures count too, as
 * a printer may deliver later what it didn't deliver in time.
 *
 * Order of writes: ① the print is counted, in memory; then as in {@link printAndJournal}.
 */
export function makePrintSlip(
  parts: Pick<Parts, "registry" | "slipPrinter" | "clock" | "config">,
  session: Session,
): Operation<"printSlip"> {
  return async () => {
    const at = parts.clock();
    const state = session.current();
    if (state.is !== "signed-in") return refused({ code: "signed-out" });
    const event = { at, customerId: state.customerId };
    const slip = await parts.registry.transact(async (rows) => {
      const made = await slipFor(
        parts,
        rows,
        await customerAndToken(rows, event.customerId),
        event,
      );
      if (!made.ok || session.countPrint(parts.config.print.perVisit)) return made;
      await rows.appendJournal({ ...event, action: "print-slip", outcome: "spent" });
      return refused({ code: "print-failed" });
    });
    return slip.ok ? printAndJournal(parts, slip.value, event) : slip;
  };
}
