import type { Measurements } from "../core/domain/health.ts";
import type { Mac } from "../core/domain/journal-chain.ts";
import { verifyJournal } from "../core/operations/upkeep/verify-journal.ts";
import { macOfChain } from "../registry/database-ways.ts";
import type { NetworkRegistry } from "../registry/postgresql/open-network-registry.ts";

/** The journal's line of a health report. */
export type JournalVerdict = Measurements["journal"];

export const notVerified: JournalVerdict = {
  ...{ state: "checking", rows: null, at: null, milliseconds: null, brokenRow: null },
};

/** Where the journal is broken: a chain, and the number of the row in it. */
export interface BrokenChain {
  readonly writer: string;
  readonly number: number;
}

/**
 * Verifies all chains of the journal, each from its first row to its head. Answers the number of all rows, or the first
 * broken chain. `at`: now, epoch milliseconds.
 */
export async function verifyChains(
  registry: Pick<NetworkRegistry, "writers" | "journalOf">,
  mac: Mac,
): Promise<{ readonly rows: number; readonly broken: BrokenChain | null }> {
  let rows = 0;
  for (const writer of await registry.writers()) {
    const verdict = await verifyJournal(registry.journalOf(writer), macOfChain(mac, writer));
    if (!verdict.ok) {
      const number = "number" in verdict.refusal ? verdict.refusal.number : 0;
      return { rows, broken: { writer, number } };
    }
    rows += verdict.value;
  }
  return { rows, broken: null };
}
