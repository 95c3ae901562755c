import { refused } from "../../preload/contract/result.ts";
import { customerAndToken } from "./customer-rows.ts";
import type { Operation, Parts } from "./operation.ts";
import type { Session } from "./session.ts";
import { printAndJournal, slipFor } from "./slip.ts";

/** 「控えを印刷する」 of BOT002, BOK002 and BOS002. Order of writes: as of {@link printAndJournal}. */
export function makePrintSlip(parts: Parts, session: Session): Operation<"printSlip"> {
  return async () => {
    const at = parts.clock();
    const state = session.current();
    if (state.is !== "signed-in") return refused({ code: "signed-out" });
    const deed = { at, customerId: state.customerId };
    const slip = await parts.registry.transact(async (rows) =>
      slipFor(parts, rows, await customerAndToken(rows, deed.customerId), deed),
    );
    return slip.ok ? printAndJournal(parts, slip.value, deed) : slip;
  };
}
