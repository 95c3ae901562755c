import { ok, refused } from "../../../../preload/contract/result.ts";
import { resumed } from "../../domain/token-lifecycle.ts";
import type { Operation, Parts } from "../operation.ts";
import { onCustomer } from "./on-customer.ts";
import type { StaffSession } from "./staff-session.ts";
import { failuresOf } from "./failures-of.ts";

/**
 * 「ロックを解除する」 of KST004: the customer can use the locked kind again at once. A token in 利用停止 returns to its former state,
 * unless the bank has stopped the account: then it returns when an import ends that.
 *
 * Order of writes: one transaction: the count cleared, the token out of 利用停止, the journal.
 */
export function makeUnlock(
  parts: Pick<Parts, "registry" | "clock" | "config">,
  session: StaffSession,
): Operation<"unlock"> {
  const limit = parts.config.lockout.wrongTries;
  return ({ customerId, kind, reason }) =>
    onCustomer(parts, session, { act: "unlock", customerId }, async (atHand) => {
      const { rows, customer, token } = atHand;
      const detail = `kind=${kind} reason=${reason}`;
      const event = { ...atHand.event, action: "unlock", detail } as const;
      const failures = await failuresOf(rows, customer, token, limit);
      if (!failures.some((each) => each.kind === kind && each.locked)) {
        await rows.appendJournal({ ...event, outcome: "not-locked" });
        return refused({ code: "not-possible", reason: "not-locked" });
      }
      await rows.setFailures(customer.loginId, kind, 0);
      if (
        kind === "oneTimePassword" &&
        customer.status === "active" &&
        token?.state === "suspended"
      ) {
        await rows.updateToken(resumed(token));
      }
      await rows.appendJournal({ ...event, outcome: "done" });
      return ok(null);
    });
}
