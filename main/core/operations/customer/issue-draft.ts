import { ok, refused } from "../../../../preload/contract/result.ts";
import { isLikeLoginId } from "../../domain/start-password.ts";
import { customerAndToken } from "./customer-rows.ts";
import { issuableHere } from "./issuable-here.ts";
import type { Operation, Parts } from "../operation.ts";
import { refuseJournalled } from "./refuse-journalled.ts";
import type { Session } from "./session.ts";

/*
 * The entries of BOT001 stay in the session, in memory, until BOT003 confirms or cancels them: these two operations
 * write nothing but a refusal's journal row, and after a restart no customer is signed in and there is no draft.
 */

/** 「次へ」 of BOT001. Only the hash of the 利用開始パスワード is stored. */
export function makeDraftIssue(
  parts: Pick<Parts, "registry" | "passwordHasher" | "clock" | "config">,
  session: Session,
): Operation<"draftIssue"> {
  const { registry, passwordHasher, config, clock } = parts;
  return async ({ mailAddress, startPassword }) => {
    const now = clock();
    const before = session.current();
    if (before.is !== "signed-in") return refused({ code: "signed-out" });
    const { customerId } = before;
    const event = { at: now, customerId, action: "issue" } as const;
    const checked = await registry.transact(async (rows) => {
      const { customer, token } = await customerAndToken(rows, customerId);
      const issue = await issuableHere(rows, token, now, config.token);
      if (!issue.ok) return refuseJournalled(rows, event, issue);
      if (isLikeLoginId(startPassword, customer.loginId)) {
        await rows.appendJournal({ ...event, outcome: "startPassword-like-login-id" });
        return refused({ code: "fields", fields: { startPassword: "like-login-id" } });
      }
      return ok(null);
    });
    if (!checked.ok) return checked;
    const draft = { mailAddress, startPasswordHash: await passwordHasher.hash(startPassword) };
    return session.move(before, { ...before, draft })
      ? ok({ mailAddress })
      : refused({ code: "signed-out" });
  };
}

/** 申込を中止する. */
export function makeCancelDraft(session: Session): Operation<"cancelDraft"> {
  return async () => {
    const state = session.current();
    if (state.is !== "signed-in") return refused({ code: "signed-out" });
    session.move(state, { ...state, draft: null });
    return ok(null);
  };
}
