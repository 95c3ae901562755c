import type { Verb } from "../../../preload/contract/channels.ts";
import type { Refusals } from "../../../preload/contract/operations.ts";
import type { LockedRefusal } from "../../../preload/contract/refusals.ts";

/** The verbs whose answer reveals whether a password or a code was right; wrong ones lock it. */
export type VerifyingVerb = {
  [V in Verb]: LockedRefusal extends Refusals[V] ? V : never;
}[Verb];

/**
 * The period in milliseconds for each verb, at whole multiples of which its answers leave; a verb without one answers
 * at once.
 */
export type AnswerPeriods = Readonly<Partial<Record<VerifyingVerb, number>>>;

/** For codes, and hashes of the kiosk's own cost, which take some 12 ms and a commit. */
const usualMs = 100;
/** Milliseconds for a KiB in one pass of Argon2id: three times the 0.0005 ms on two idle cores of 2026. */
const msPerWork = 0.0015;
/** For the rest of a sign-in, including two commits. */
const restMs = 40;

/**
 * The periods of the answers, well above the duration of the work, so that the duration reveals nothing. A login ID may
 * or may not exist, and its hash may come from an import: every sign-in takes as long as one against the costliest
 * imported hash, as another duration would reveal that the login ID exists. After the sign-in a costly hash reveals no
 * more than the answer itself. `slowestHash`: that hash's KiB × passes; 0: none is costlier than the kiosk's own.
 *
 * Worked example: 38,912 (19 MiB, 2 passes) → 100 ms; 196,608 (64 MiB, 3) → 400 ms; 786,432 (256 MiB, 3) → 1,300 ms.
 */
export function answerPeriods(slowestHash: number): Readonly<Record<VerifyingVerb, number>> {
  const signInMs = Math.ceil((restMs + slowestHash * msPerWork) / usualMs) * usualMs;
  return {
    signIn: Math.max(usualMs, signInMs),
    confirmIssue: usualMs,
    releaseToken: usualMs,
    proveCode: usualMs,
    showSetupCode: usualMs,
    startToken: usualMs,
    staffSignIn: usualMs,
    releaseForCustomer: usualMs,
  };
}
