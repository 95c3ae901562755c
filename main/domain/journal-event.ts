/** One row of the journal: who did what with which outcome. Never a secret, password, code or mail address. */
export interface JournalEvent {
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
  /** `done`, or the refusal's code. */
  readonly outcome: string;
}
