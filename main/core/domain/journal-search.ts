import type { JournalRow } from "./journal-chain.ts";
import { dayFrom, startOfTokyoDay } from "./tokyo-day.ts";

/** The criteria of a search for journal rows; null: any. */
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
  /** Tells rows of one time apart, of all chains; by it a search goes on. */
  readonly place: number;
}

/** Existing days, `YYYY-MM-DD` in Japan, both included; null: from the beginning, to the end. */
export interface Days {
  readonly from: string | null;
  readonly to: string | null;
}

/** The period of these days. */
export function spanOf({ from, to }: Days): Pick<JournalFilter, "from" | "to"> {
  return { from: startOf(from, 0), to: startOf(to, 1) };
}

function startOf(written: string | null, later: number): number | null {
  const day = written === null ? null : dayFrom(written);
  return day === null ? null : startOfTokyoDay(day + later);
}
