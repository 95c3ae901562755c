import type { JournalSeal } from "../core/domain/journal-chain.ts";

/** Throws before the journal is sealed, when nothing that carries a MAC can be written. */
export function demandSeal(seal: JournalSeal | null): JournalSeal {
  if (seal === null) throw new Error("The journal is not sealed yet");
  return seal;
}
