import { ok, refused } from "../../../../preload/contract/result.ts";
import { showable } from "../../domain/setup-code.ts";
import { allowedAgain, allows } from "../../domain/token-lifecycle.ts";
import type { Operation, Parts } from "../operation.ts";
import { onCustomer } from "./on-customer.ts";
import type { StaffSession } from "./staff-session.ts";

/**
 * 「表示を再許可する」 of KST004: once its time or its showings are used up, the set-up code may be shown as after the issue.
 * Only トークン発行済; it still needs the 利用開始パスワード.
 *
 * Order of writes: one transaction: the token, the journal.
 */
export function makeAllowSetupCode(
  parts: Pick<Parts, "registry" | "clock" | "config">,
  session: StaffSession,
): Operation<"allowSetupCode"> {
  return ({ customerId, reason }) =>
    onCustomer(parts, session, { act: "allow-setup-code", customerId }, async (atHand) => {
      const { rows, token } = atHand;
      const detail = `reason=${reason}`;
      const event = { ...atHand.event, action: "allow-setup-code", detail } as const;
      const refuse = async (why: "not-issued" | "still-allowed") => {
        await rows.appendJournal({ ...event, outcome: why });
        return refused({ code: "not-possible", reason: why });
      };
      if (token === null || !allows(token, "show")) return refuse("not-issued");
      if (showable(token, event.at, parts.config.setupCode).ok) return refuse("still-allowed");
      await rows.updateToken(allowedAgain(token, event.at));
      await rows.appendJournal({ ...event, outcome: "done" });
      return ok(null);
    });
}
