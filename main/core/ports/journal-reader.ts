import type { JournalHead, JournalRow } from "../domain/journal-chain.ts";
import type { FoundRow, JournalFilter } from "../domain/journal-search.ts";

/** Reads the journal while other processes write it. */
export interface JournalReader {
  /**
   * The newest `limit` rows that match `filter`, by time and then by number. `before`: of those that follow the row at
   * this place in that order; null: of all.
   */
  findJournal(
    filter: JournalFilter,
    before: number | null,
    limit: number,
  ): Promise<readonly FoundRow[]>;
  /** The journal's evidence of the time, at one moment. */
  clockEvidence(): Promise<ClockEvidence>;
  /** The head and the greatest row number (0: none) at one moment. */
  journalEnd(): Promise<JournalEnd>;
  /**
   * The numbers of the first and the last row with a time from `from` on and before `to` (null: any) and a number of
   * `last` at most; null: there is none.
   */
  journalSpan(
    from: number | null,
    to: number | null,
    last: number,
  ): Promise<{ readonly first: number; readonly last: number } | null>;
  /** The first `limit` rows with a number above `after` (null: from the first), up to `last`, in order. */
  journalRows(after: number | null, last: number, limit: number): Promise<readonly JournalRow[]>;
}

/** The evidence by which a clock is checked. Times are epoch milliseconds. */
export interface ClockEvidence {
  /**
   * The greatest time of all rows since the clock was last confirmed; null: there are none. Faults, mails and sign-outs
   * don't count, as the kiosk writes them even while its clock is wrong.
   */
  readonly newestAt: number | null;
  /** The number of the row that last confirmed the clock; 0: never. */
  readonly confirmedBy: number;
}

export interface JournalEnd {
  readonly head: JournalHead | null;
  readonly lastNumber: number;
}
