import type { CustomerSecretKind } from "../../../preload/contract/answers.ts";

/** What customers ask of a kiosk that leaves a row in the journal, and a look at the token. */
export type DeedName =
  "sign-in" | "prove-code" | "issue" | "show-setup-code" | "start" | "release" | "look";

/**
 * `done`: it was answered as done. `wrong`: a password or a code was judged and is wrong. `locked`: it isn't judged any more.
 * `refused`: for another reason, and nothing was done. `unknown`: there was no answer, so that it may be done or not.
 */
export type Outcome = "done" | "wrong" | "locked" | "refused" | "unknown";

/** One request of a customer, from the first press of its button to its answer, with its repetitions under the same id. */
export interface Deed {
  readonly kiosk: string;
  readonly customer: string;
  readonly deed: DeedName;
  /** The secret that is judged first; null: none is. */
  readonly kind: CustomerSecretKind | null;
  /** Whether the secrets are right: `copy` is a right code that is sent at several kiosks at once. */
  readonly given: "right" | "wrong" | "copy";
  /** The token by its ユーザID and the step of a right code; null: without a code. */
  readonly code: { readonly userId: string; readonly step: number } | null;
  /** Milliseconds of one clock that can't be set. */
  readonly begunAt: number;
  readonly endedAt: number;
  readonly outcome: Outcome;
  /** Of the refusal, or which secret is locked; "" for `done` and `unknown`. */
  readonly reason: string;
  /** How often the button was pressed without an answer before. */
  readonly unanswered: number;
  /** For a look: the token and its state. */
  readonly seen?: { readonly userId: string; readonly registration: string };
  /** The fault that was under way. */
  readonly during: string;
}

/** What is known of a deed before its answer. */
export type Asked = Pick<Deed, "kiosk" | "customer" | "deed" | "kind" | "given" | "code">;

/** Whether the answer of a deed that began after `other` ended tells of the time after it. */
export function isAfter(deed: Pick<Deed, "begunAt">, other: Pick<Deed, "endedAt">): boolean {
  return deed.begunAt > other.endedAt;
}
