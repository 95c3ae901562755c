import { ok, refused } from "../../../../preload/contract/result.ts";
import { releasable } from "../../domain/availability.ts";
import { released } from "../../domain/token-lifecycle.ts";
import { verifyCode } from "./code-attempt.ts";
import { customerAndToken } from "./customer-rows.ts";
import type { Operation, Parts } from "../operation.ts";
import { refuseAttempt, reserveAttempt, transactRight } from "./password-attempt.ts";
import { refuseJournalled } from "./refuse-journalled.ts";
import { renewHash } from "./renew-hash.ts";
import type { Session } from "./session.ts";
import { writeRelease } from "./write-release.ts";

/**
 * 「解除する」 of BOS001. The 確認用パスワード is verified first; while it is wrong the code is neither evaluated nor counted.
 *
 * Order of writes: ① the password's attempt is counted; ② the password is verified; ③ one transaction: its count
 * cleared, a hash of another cost than the kiosk's replaced, the code verified, 利用解除済 with the secret destroyed, the
 * transfer limit, the outbox row, the journal — or the wrong code's count, or 利用停止; ④ the outbox is nudged. A restart
 * finds after ①: one failure too many counted; after ③: the token released with its limit, and its mail unsent in the
 * outbox, which the start sends.
 */
export function makeReleaseToken(
  parts: Pick<
    Parts,
    | "registry"
    | "vault"
    | "oneTimePasswords"
    | "passwordHasher"
    | "clock"
    | "random"
    | "config"
    | "memory"
    | "deliverMail"
  >,
  session: Session,
): Operation<"releaseToken"> {
  const { registry, passwordHasher, config, clock } = parts;
  const limit = config.lockout.wrongTries;
  const wrong = { code: "fields", fields: { confirmationPassword: "wrong" } } as const;

  return async ({ confirmationPassword, oneTimePassword, language }) => {
    const now = clock();
    const state = session.current();
    if (state.is !== "signed-in") return refused({ code: "signed-out" });
    const { customerId } = state;
    const event = { at: now, customerId, action: "release" } as const;

    const begun = await registry.transact(async (rows) => {
      const { customer, token } = await customerAndToken(rows, customerId);
      const release = releasable(token);
      if (!release.ok) return refuseJournalled(rows, event, release);
      const attempt = { subject: customer.loginId, kind: "confirmationPassword" } as const;
      const reserved = await reserveAttempt(parts, rows, attempt, event);
      return reserved.ok ? ok({ customer, attempt: reserved.value }) : reserved;
    });
    if (!begun.ok) return begun;
    const { customer: proving, attempt } = begun.value;
    const field = "confirmationPasswordHash";

    if (!(await passwordHasher.verify(proving[field], confirmationPassword))) {
      return registry.transact((rows) => refuseAttempt(rows, attempt, limit, event, wrong));
    }

    const renew = await renewHash(passwordHasher, proving, field, confirmationPassword);
    const done = await transactRight(parts, attempt, async (rows) => {
      await renew(rows);
      const { customer, token: current } = await customerAndToken(rows, customerId);
      const release = releasable(current);
      if (!release.ok) return refuseJournalled(rows, event, release);
      const token = release.value;
      const code = { customer, token, code: oneTimePassword, reports: "period" } as const;
      const verdict = await verifyCode(parts, rows, code, event);
      if (!verdict.ok) return verdict;
      const { step, ...detail } = verdict.value;
      const after = { customer, released: released(token, now, step), language };
      return ok(await writeRelease(parts, rows, after, { ...event, ...detail }));
    });
    if (done.ok) parts.deliverMail();
    return done;
  };
}
