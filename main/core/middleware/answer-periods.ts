import type { Verb } from "../../../preload/contract/channels.ts";
import type { Refusals } from "../../../preload/contract/operations.ts";
import type { LockedRefusal } from "../../../preload/contract/refusals.ts";

/** The verbs that tell whether a password or a code was right: wrong ones lock it. */
export type JudgingVerb = {
  [V in Verb]: LockedRefusal extends Refusals[V] ? V : never;
}[Verb];

/** At which whole multiples of milliseconds the answers of a verb leave; of one that isn't named: as soon as they are there. */
export type AnswerPeriods = Readonly<Partial<Record<JudgingVerb, number>>>;

/** Codes, and hashes of the kiosk's own cost: some 12 ms and a commit. */
const usualMs = 100;
/** For a KiB in one pass of Argon2id: 0.0005 ms on two cores of 2026 with nothing else to do, and three times as much. */
const msPerWork = 0.0015;
/** For the rest of a sign-in, two commits among it. */
const restMs = 40;

/**
 * When answers leave, well above what the work takes, so that its time tells nothing. A person who signs in may be anybody or
 * nobody, and their hash may have come with an import: every sign-in takes as long as one against the costliest that did,
 * as another time would tell that somebody has the login ID. Behind the sign-in a costly hash tells no more than the
 * answer itself. `slowestHash`: that hash's KiB × passes; 0: none costlier than the kiosk's own.
 *
 * Worked example: 38,912 (19 MiB, 2 passes) → 100 ms; 196,608 (64 MiB, 3) → 400 ms; 786,432 (256 MiB, 3) → 1,300 ms.
 */
export function answerPeriods(slowestHash: number): Readonly<Record<JudgingVerb, number>> {
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
