import type { Mac } from "../core/domain/journal-chain.ts";
import { witnessText } from "../core/domain/witness.ts";
import type { JournalChains } from "../core/ports/journal-chains.ts";
import { macOfChain } from "../registry/database-ways.ts";
import type { NetworkRegistry } from "../registry/postgresql/open-network-registry.ts";

/** The chains of a bank's journal, and their witnesses; `mac`: the journal's. */
export function networkChains(
  { database, writers, journalOf }: Pick<NetworkRegistry, "database" | "writers" | "journalOf">,
  mac: Mac,
): JournalChains {
  return {
    names: writers,
    journalOf,
    macOf: (chain) => macOfChain(mac, chain),
    async witnesses(from, to) {
      let rows = database.selectFrom("journal_witnesses").selectAll().orderBy("number");
      if (from !== null) rows = rows.where("at", ">=", from);
      if (to !== null) rows = rows.where("at", "<", to);
      const found = await rows.execute();
      if (found.some((each) => each.mac !== mac(witnessText(each.at, each.heads)))) return null;
      return found.map(({ at, heads, signature }) => ({ at, heads, signature }));
    },
  };
}
