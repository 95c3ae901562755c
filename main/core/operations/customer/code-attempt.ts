import type { FieldsRefusal, LockedRefusal } from "../../../../preload/contract/refusals.ts";
import { ok, refused } from "../../../../preload/contract/result.ts";
import type { Result } from "../../../../preload/contract/result.ts";
import type { Customer } from "../../domain/customer.ts";
import type { JournalledAction } from "../../domain/journal-event.ts";
import { isLocked } from "../../domain/lockout.ts";
import { phoneDetail } from "../../domain/phone-clocks.ts";
import { suspended } from "../../domain/token-lifecycle.ts";
import type { Token } from "../../domain/token.ts";
import { acceptedStep, examined, stepAt, stillBurnt } from "../../domain/totp.ts";
import type { CodeAt, Diagnosis } from "../../domain/totp.ts";
import type { RegistryRows } from "../../ports/registry.ts";
import type { UsedCode } from "./memory.ts";
import type { Parts } from "../operation.ts";
import { withSecret } from "./token-secret.ts";

/** A ワンタイムパスワード to be verified with `customer`'s `token`. */
export interface CodeAttempt {
  readonly customer: Customer;
  readonly token: Token;
  readonly code: string;
  /**
   * Which causes of a wrong code are reported: at KLG002 and BOS001 that the app doesn't keep to 60 s, as after a phone
   * has lost the period; at BOK001 also a phone's clock that is off.
   */
  readonly reports: "period" | "period-and-clock";
}

/**
 * Verifies a code within the transaction of `rows`, so that an attempt is counted or its step used before another one
 * can be evaluated. Answers the accepted step, which the caller writes into the token, with the detail for its journal
 * row where there is one, and clears the count. A wrong code is counted; the one that reaches the limit puts the token
 * into 利用停止 and is answered `locked`, as is every further one without being evaluated. The code that was accepted last
 * is wrong but not counted: it is no guess, and sent again, at however many kiosks, it mustn't stop the token. Once
 * this kiosk knows it, further copies aren't evaluated.
 *
 * The journal states by how much the phone's clock is off, even where this isn't reported to the customer: the same
 * offset of several phones means that the kiosk's own clock is wrong.
 */
export async function verifyCode(
  parts: Pick<Parts, "vault" | "oneTimePasswords" | "config" | "memory">,
  rows: RegistryRows,
  { customer, token, code, reports }: CodeAttempt,
  event: JournalledAction,
): Promise<
  Result<{ readonly step: number; readonly detail?: string }, FieldsRefusal | LockedRefusal>
> {
  const limit = parts.config.lockout.wrongTries;
  const locked: LockedRefusal = { code: "locked", kind: "oneTimePassword" };
  const failures = await rows.failures(customer.loginId, "oneTimePassword");
  if (isLocked(failures, limit)) {
    await rows.appendJournal({ ...event, outcome: "oneTimePassword-locked" });
    return refused(locked);
  }
  const { memory } = parts;
  const { userId } = token;
  const verdict = isCopy(memory.usedCode, token, code)
    ? ({ isUsed: true, diagnosis: { code: "wrong" }, ahead: [] } as const)
    : await withSecret(parts, token, (secret) => {
        const codeAt: CodeAt = (counter) => parts.oneTimePasswords.codeAt(secret, counter);
        const step = acceptedStep(code, event.at, token, codeAt);
        if (step !== null) return { step };
        const isUsed = token.lastStep !== null && code === codeAt(token.lastStep);
        // A used code is examined all the same: a faster answer would reveal it.
        return { isUsed, ...examined(code, event.at, token.lastStep, codeAt) };
      });
  if ("step" in verdict) {
    const { step } = verdict;
    memory.usedCode = { userId, step, code };
    await rows.setFailures(customer.loginId, "oneTimePassword", 0);
    return ok({ step, ...phoneDetail(step - stepAt(event.at)) });
  }
  const { isUsed, diagnosis, ahead } = verdict;
  if (isUsed && token.lastStep !== null) {
    memory.usedCode = { userId, step: token.lastStep, code };
  }
  const isOff = !isUsed && "minutes" in diagnosis;
  const reported: Diagnosis =
    isUsed || (isOff && reports === "period") ? { code: "wrong" } : diagnosis;
  const counted = isUsed ? failures : failures + 1;
  const journalled = { ...event, ...(isOff && phoneDetail(diagnosis.minutes)) };
  await rows.setFailures(customer.loginId, "oneTimePassword", counted);
  if (isLocked(counted, limit)) {
    await rows.updateToken(suspended(token));
    await rows.appendJournal({ ...journalled, outcome: "oneTimePassword-locked" });
    return refused(locked);
  }
  if ("minutes" in reported && ahead.length > 0) {
    const burntSteps = stillBurnt([...token.burntSteps, ...ahead], event.at);
    await rows.updateToken({ ...token, burntSteps });
  }
  await rows.appendJournal({ ...journalled, outcome: `oneTimePassword-${reported.code}` });
  return refused({
    code: "fields",
    fields: { oneTimePassword: reported.code },
    ...("minutes" in reported && { minutes: reported.minutes }),
  });
}

/**
 * It is no copy where the token has accepted another code since, or where the transaction that accepted it was rolled
 * back.
 */
function isCopy(used: UsedCode | null, { userId, lastStep }: Token, code: string): boolean {
  return used?.userId === userId && used.step === lastStep && used.code === code;
}
