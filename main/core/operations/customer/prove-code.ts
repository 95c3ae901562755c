import { ok, refused } from "../../../../preload/contract/result.ts";
import { RegistryBusy } from "../../domain/registry-busy.ts";
import { allows, proven } from "../../domain/token-lifecycle.ts";
import { judgeCode } from "./code-try.ts";
import { customerAndToken } from "./customer-rows.ts";
import type { Operation, Parts } from "../operation.ts";
import type { Session } from "./session.ts";

/**
 * KLG002: the code that a sign-in needs while a token is in use.
 *
 * Order of writes: one transaction holds the used step (or the wrong try, or 利用停止), the count and the
 * journal; the session moves on as its last act, in memory, and ends should the commit fail. A restart
 * finds nobody signed in and the step used.
 *
 * A try that comes when the session or the token's step has moved on, as when one code is sent many
 * times at once, is neither looked at nor counted: it must not lock the customer who has just signed in.
 */
export function makeProveCode(parts: Parts, session: Session): Operation<"proveCode"> {
  const { registry, clock } = parts;

  return async ({ oneTimePassword }) => {
    const now = clock();
    const before = session.current();
    if (before.is !== "awaiting-code") return refused({ code: "signed-out" });
    const { customerId } = before;
    const deed = { at: now, customerId, action: "prove-code" } as const;

    try {
      return await registry.transact(async (rows) => {
        if (session.current() !== before) return refused({ code: "signed-out" });
        const { customer, token } = await customerAndToken(rows, customerId);
        if (token === null || !allows(token, "prove")) {
          session.end();
          const isSuspended = token?.state === "suspended";
          const outcome = isSuspended ? "oneTimePassword-locked" : "not-in-use";
          await rows.appendJournal({ ...deed, outcome });
          return refused(
            isSuspended ? { code: "locked", kind: "oneTimePassword" } : { code: "signed-out" },
          );
        }
        if (token.lastStep !== before.lastStep) {
          session.move(before, { ...before, lastStep: token.lastStep });
          await rows.appendJournal({ ...deed, outcome: "oneTimePassword-overtaken" });
          return refused({ code: "fields", fields: { oneTimePassword: "wrong" } });
        }
        const tried = { customer, token, code: oneTimePassword, tells: "period" } as const;
        const judged = await judgeCode(parts, rows, tried, deed);
        if (!judged.ok) {
          if (judged.refusal.code === "locked") session.end();
          return judged;
        }
        const { step, ...detail } = judged.value;
        await rows.updateToken(proven(token, step));
        await rows.appendJournal({ ...deed, outcome: "done", ...detail });
        session.move(before, { is: "signed-in", customerId, draft: null });
        return ok(null);
      });
    } catch (failure) {
      // Not begun: the same code may be given in a moment.
      if (!(failure instanceof RegistryBusy)) session.end();
      throw failure;
    }
  };
}
