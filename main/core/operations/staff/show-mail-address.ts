import { ok, refused } from "../../../../preload/contract/result.ts";
import type { Operation, Parts } from "../operation.ts";
import { onCustomer } from "./on-customer.ts";
import type { StaffSession } from "./staff-session.ts";

/**
 * 「アドレスを表示」 of KST004: the only answer to staff that carries a whole address.
 *
 * Order of writes: one transaction holds the journal; it is durable before the address is answered.
 */
export function makeShowMailAddress(
  parts: Pick<Parts, "registry" | "clock">,
  session: StaffSession,
): Operation<"showMailAddress"> {
  return ({ customerId }) =>
    onCustomer(
      parts,
      session,
      { act: "find-customer", customerId },
      async ({ rows, token, event }) => {
        const why =
          token === null ? "no-token" : token.mailAddress === "" ? "address-erased" : null;
        const outcome = why ?? "done";
        await rows.appendJournal({ ...event, action: "show-mail-address", outcome });
        if (why !== null) return refused({ code: "not-possible", reason: why });
        return ok({ mailAddress: token?.mailAddress ?? "" });
      },
    );
}
