/** Who did what, and when. */
export interface Deed {
  /** Epoch milliseconds. */
  readonly at: number;
  /** The customer's id, or null where nobody is known yet. */
  readonly customerId: string | null;
  readonly action:
    | "start-up"
    | "sign-in"
    | "prove-code"
    | "sign-out"
    | "issue"
    | "show-setup-code"
    | "start"
    | "release"
    | "mail";
}

/** One row of the journal. Never a secret, password, code or mail address. */
export interface JournalEvent extends Deed {
  /** `done`, or why not: the reason of a refusal, or `KIND-wrong` and `KIND-locked` with what was to be proven. */
  readonly outcome: string;
}
