import type { FieldsRefusal, LockedRefusal } from "../../preload/contract/refusals.ts";
import { ok, refused } from "../../preload/contract/result.ts";
import type { Result } from "../../preload/contract/result.ts";
import type { Customer } from "../domain/customer.ts";
import type { Deed } from "../domain/journal-event.ts";
import { isLocked } from "../domain/lockout.ts";
import { suspended } from "../domain/token-lifecycle.ts";
import type { Token } from "../domain/token.ts";
import { acceptedStep, diagnosis } from "../domain/totp.ts";
import type { CodeAt, Diagnosis } from "../domain/totp.ts";
import type { RegistryRows } from "../ports/registry.ts";
import type { Parts } from "./operation.ts";
import { withSecret } from "./token-secret.ts";

/** A ワンタイムパスワード to be judged against `customer`'s `token`. */
export interface CodeTry {
  readonly customer: Customer;
  readonly token: Token;
  readonly code: string;
  /** Whether a wrong code is answered with its likely cause (BOK001 alone). */
  readonly diagnose: boolean;
}

/**
 * Judges a code within the transaction of `rows`, so that a try is counted or its step used before
 * another one can be looked at. Answers the accepted step, which the caller writes into the token, and
 * clears the count. A wrong code is counted; the one that reaches the limit puts the token into 利用停止
 * and is answered `locked`, as is every further one without being looked at. The code that was accepted last
 * is wrong but not counted: it is no guess, and sent again, at however many kiosks, it mustn't stop the token.
 */
export async function judgeCode(
  parts: Pick<Parts, "vault" | "oneTimePasswords" | "config">,
  rows: RegistryRows,
  { customer, token, code, diagnose }: CodeTry,
  deed: Deed,
): Promise<Result<number, FieldsRefusal | LockedRefusal>> {
  const limit = parts.config.lockout.wrongTries;
  const locked: LockedRefusal = { code: "locked", kind: "oneTimePassword" };
  const wrongTries = await rows.wrongTries(customer.loginId, "oneTimePassword");
  if (isLocked(wrongTries, limit)) {
    await rows.appendJournal({ ...deed, outcome: "oneTimePassword-locked" });
    return refused(locked);
  }
  const verdict = withSecret(parts, token, (secret) => {
    const codeAt: CodeAt = (counter) => parts.oneTimePasswords.codeAt(secret, counter);
    const step = acceptedStep(code, deed.at, token.lastStep, codeAt);
    if (step !== null) return { step };
    if (token.lastStep !== null && code === codeAt(token.lastStep)) return usedAlready;
    return diagnose ? diagnosis(code, deed.at, token.lastStep, codeAt) : plainlyWrong;
  });
  if ("step" in verdict) {
    await rows.setWrongTries(customer.loginId, "oneTimePassword", 0);
    return ok(verdict.step);
  }
  const counted = verdict === usedAlready ? wrongTries : wrongTries + 1;
  await rows.setWrongTries(customer.loginId, "oneTimePassword", counted);
  if (isLocked(counted, limit)) {
    await rows.updateToken(suspended(token));
    await rows.appendJournal({ ...deed, outcome: "oneTimePassword-locked" });
    return refused(locked);
  }
  await rows.appendJournal({ ...deed, outcome: `oneTimePassword-${verdict.code}` });
  return refused({
    code: "fields",
    fields: { oneTimePassword: verdict.code },
    ...(verdict.code === "phone-clock" && { minutes: verdict.minutes }),
  });
}

const plainlyWrong: Diagnosis = { code: "wrong" };
const usedAlready: Diagnosis = { code: "wrong" };
