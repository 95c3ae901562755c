import { ok } from "../../../../preload/contract/result.ts";
import type { Operation, Parts } from "../operation.ts";
import { printAndJournal, slipFor } from "../customer/slip.ts";
import { onCustomer } from "./on-customer.ts";
import type { StaffSession } from "./staff-session.ts";

/** 「控えを印刷する」 of KST004. Order of writes: as in {@link printAndJournal}. */
export function makePrintCustomerSlip(
  parts: Pick<Parts, "registry" | "slipPrinter" | "clock" | "config">,
  session: StaffSession,
): Operation<"printCustomerSlip"> {
  return async ({ customerId }) => {
    const made = await onCustomer(
      parts,
      session,
      { act: "print-slip", customerId },
      async ({ rows, event, ...about }) => {
        const slip = await slipFor(parts, rows, about, event);
        return slip.ok ? ok({ slip: slip.value, event }) : slip;
      },
    );
    return made.ok ? printAndJournal(parts, made.value.slip, made.value.event) : made;
  };
}
