import { ok, refused } from "../../../../preload/contract/result.ts";
import {
  inGroupsOfFour,
  otpauthUri,
  setupCodeSeconds,
  showable,
  showingsLeft,
} from "../../domain/setup-code.ts";
import { shown } from "../../domain/token-lifecycle.ts";
import { customerAndToken } from "./customer-rows.ts";
import type { Operation, Parts } from "../operation.ts";
import { refuseAttempt, reserveAttempt, transactRight } from "./password-attempt.ts";
import { refuseJournalled } from "./refuse-journalled.ts";
import type { Session } from "./session.ts";
import { withSecret } from "./token-secret.ts";

/**
 * 「QRコードを表示する」 of BOT002 and BOP001: the only answer that carries a secret.
 *
 * Order of writes: ① the attempt is counted; ② the password is verified; ③ one transaction: the showing and the
 * journal, the count cleared; ④ only then the secret is opened. A restart finds after ①: one failure too many counted;
 * after ③: a showing counted that may not have been seen, never one seen that wasn't counted.
 */
export function makeShowSetupCode(
  parts: Pick<
    Parts,
    | "registry"
    | "vault"
    | "oneTimePasswords"
    | "passwordHasher"
    | "qrEncoder"
    | "clock"
    | "config"
    | "memory"
  >,
  session: Session,
): Operation<"showSetupCode"> {
  const { registry, passwordHasher, config, clock } = parts;
  const limit = config.lockout.wrongTries;
  const wrong = { code: "fields", fields: { startPassword: "wrong" } } as const;

  return async ({ startPassword }) => {
    const now = clock();
    const state = session.current();
    if (state.is !== "signed-in") return refused({ code: "signed-out" });
    const { customerId } = state;
    const event = { at: now, customerId, action: "show-setup-code" } as const;

    const begun = await registry.transact(async (rows) => {
      const { customer, token } = await customerAndToken(rows, customerId);
      const candidate = showable(token, now, config.setupCode);
      if (!candidate.ok) return refuseJournalled(rows, event, candidate);
      const attempt = { subject: customer.loginId, kind: "startPassword" } as const;
      const reserved = await reserveAttempt(parts, rows, attempt, event);
      return reserved.ok ? ok({ token: candidate.value, attempt: reserved.value }) : reserved;
    });
    if (!begun.ok) return begun;
    const { token: proven, attempt } = begun.value;

    if (!(await passwordHasher.verify(proven.startPasswordHash, startPassword))) {
      return registry.transact((rows) => refuseAttempt(rows, attempt, limit, event, wrong));
    }

    const counted = await transactRight(parts, attempt, async (rows) => {
      const current = showable(await rows.currentToken(customerId), now, config.setupCode);
      if (!current.ok) return refuseJournalled(rows, event, current);
      // The token was issued again meanwhile: the 利用開始パスワード of the new one hasn't been verified.
      if (current.value.userId !== proven.userId) {
        await rows.appendJournal({ ...event, outcome: "not-issued" });
        return refused({ code: "setup-code-withheld", reason: "not-issued" });
      }
      const token = shown(current.value);
      await rows.updateToken(token);
      await rows.appendJournal({ ...event, outcome: "done" });
      return ok(token);
    });
    if (!counted.ok) return counted;

    const token = counted.value;
    return withSecret(parts, token, (secret) => {
      const key = parts.oneTimePasswords.base32(secret);
      return ok({
        modules: parts.qrEncoder(otpauthUri(config.token.issuer, token.userId, key)),
        key: inGroupsOfFour(key),
        secondsLeft: setupCodeSeconds(token, now, config.setupCode),
        showingsLeft: showingsLeft(token, config.setupCode),
      });
    });
  };
}
