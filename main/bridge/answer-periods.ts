import type { Verb } from "../../preload/contract/channels.ts";
import type { Refusals } from "../../preload/contract/operations.ts";
import type { LockedRefusal } from "../../preload/contract/refusals.ts";

/** The verbs that tell whether a password or a code was right: wrong ones lock it. */
export type JudgingVerb = {
  [V in Verb]: LockedRefusal extends Refusals[V] ? V : never;
}[Verb];

/** At which whole multiples of milliseconds the answers of a verb leave; of one that isn't named: as soon as they are there. */
export type AnswerPeriods = Readonly<Partial<Record<JudgingVerb, number>>>;

/** Codes, and hashes of the kiosk's own cost: some 12 ms and a commit. */
const usualMs = 100;
/**
 * Whoever signs in may be anybody or nobody, and their hash may have come with an import: the costliest that is taken
 * (`domain/written-password.ts`) needs some 130 ms. It is one period for every login ID, as another one would tell that
 * somebody has it. Behind the sign-in a costly hash may take its second 100 ms: that tells no more than the answer itself.
 */
const signInMs = 500;

/** Well above what the work takes, so that its time tells nothing, and no wait that a customer would mind. */
export const answerPeriods: Readonly<Record<JudgingVerb, number>> = {
  signIn: signInMs,
  confirmIssue: usualMs,
  releaseToken: usualMs,
  proveCode: usualMs,
  showSetupCode: usualMs,
  startToken: usualMs,
  staffSignIn: usualMs,
  releaseForCustomer: usualMs,
};
