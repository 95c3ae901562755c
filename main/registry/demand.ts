import type { JournalSeal } from "../core/domain/journal-chain.ts";

/** Throws unless a statement changed exactly one row. */
export function demandOne(rows: bigint): void {
  if (rows !== 1n) throw new Error("No such row");
}

/** Throws before the journal is sealed, when no row with a MAC can be written. */
export function demandSeal(seal: JournalSeal | null): JournalSeal {
  if (seal === null) throw new Error("The journal is not sealed yet");
  return seal;
}
