import { ok, refused } from "../../../../preload/contract/result.ts";
import { RegistryBusy } from "../../domain/registry-errors.ts";
import { allows, proven } from "../../domain/token-lifecycle.ts";
import { verifyCode } from "./code-attempt.ts";
import { customerAndToken } from "./customer-rows.ts";
import type { Operation, Parts } from "../operation.ts";
import type { Session, SessionState } from "./session.ts";
import type { Answer } from "../../../../preload/contract/operations.ts";

/** The answer of the transaction, and the session that follows once it is durable; null: it stays. */
interface Proven {
  readonly answer: Answer<"proveCode">;
  readonly next: SessionState | "signed-out" | null;
}

/**
 * KLG002: the code that a sign-in needs while a token is in use.
 *
 * Order of writes: one transaction holds the used step (or the failure, or 利用停止), the count and the journal; then the
 * session moves on, in memory, and ends should the commit fail. After a restart no customer is signed in and the step
 * is used.
 *
 * An attempt that arrives after the session or the token's step has moved on, as when one code is sent many times at
 * once, is neither evaluated nor counted: it must not lock the customer who has just signed in.
 */
export function makeProveCode(
  parts: Pick<Parts, "registry" | "vault" | "oneTimePasswords" | "clock" | "config" | "memory">,
  session: Session,
): Operation<"proveCode"> {
  const { registry, clock } = parts;

  return async ({ oneTimePassword }) => {
    const now = clock();
    const before = session.current();
    if (before.is !== "awaiting-code") return refused({ code: "signed-out" });
    const { customerId } = before;
    const event = { at: now, customerId, action: "prove-code" } as const;

    try {
      const { answer, next } = await registry.transact<Proven>(async (rows) => {
        if (session.current() !== before) {
          return { answer: refused({ code: "signed-out" }), next: null };
        }
        const { customer, token } = await customerAndToken(rows, customerId);
        if (token === null || !allows(token, "prove")) {
          const isSuspended = token?.state === "suspended";
          const outcome = isSuspended ? "oneTimePassword-locked" : "not-in-use";
          await rows.appendJournal({ ...event, outcome });
          const answer = refused(
            isSuspended
              ? ({ code: "locked", kind: "oneTimePassword" } as const)
              : ({ code: "signed-out" } as const),
          );
          return { answer, next: "signed-out" };
        }
        if (token.lastStep !== before.lastStep) {
          await rows.appendJournal({ ...event, outcome: "oneTimePassword-overtaken" });
          const answer = refused({ code: "fields", fields: { oneTimePassword: "wrong" } } as const);
          return { answer, next: { ...before, lastStep: token.lastStep } };
        }
        const attempt = { customer, token, code: oneTimePassword, reports: "period" } as const;
        const verdict = await verifyCode(parts, rows, attempt, event);
        if (!verdict.ok) {
          return { answer: verdict, next: verdict.refusal.code === "locked" ? "signed-out" : null };
        }
        const { step, ...detail } = verdict.value;
        await rows.updateToken(proven(token, step));
        await rows.appendJournal({ ...event, outcome: "done", ...detail });
        return { answer: ok(null), next: { is: "signed-in", customerId, draft: null } };
      });
      if (next === "signed-out") session.end();
      else if (next !== null && !session.move(before, next)) {
        return refused({ code: "signed-out" });
      }
      return answer;
    } catch (failure) {
      // The transaction did not begin: the same code may be sent again in a moment.
      if (!(failure instanceof RegistryBusy)) session.end();
      throw failure;
    }
  };
}
