import type { JournalRow } from "./journal-chain.ts";

/** Which journal rows are looked for; null: any. */
export interface JournalFilter {
  /** Epoch milliseconds, inclusive. */
  readonly from: number | null;
  /** Epoch milliseconds, exclusive. */
  readonly to: number | null;
  readonly customerId: string | null;
  readonly staffId: string | null;
  readonly action: string | null;
}

/** A journal row with the login ID of its customer, where there is one. */
export interface FoundRow extends JournalRow {
  readonly loginId: string | null;
}
