import { isSealed } from "../core/domain/journal-chain.ts";
import type { Mac } from "../core/domain/journal-chain.ts";
import { headsOf, witnessText } from "../core/domain/witness.ts";
import type { WitnessedHead } from "../core/domain/witness.ts";
import { macOfChain } from "../registry/database-ways.ts";
import type { NetworkRegistry } from "../registry/postgresql/open-network-registry.ts";

interface Proofs {
  readonly mac: Mac;
  readonly sign: (text: string) => string;
}

const betweenMs = 60 * 60_000;

/** What a witness says that isn't there any more. */
export interface LostRows {
  readonly writer: string;
  /** The greatest number of a row that the chain had. */
  readonly count: number;
}

/**
 * Writes down, once an hour, what all chains' heads are: a chain that is deleted as a whole, or put back to an earlier
 * state with its head, shows nothing of it in itself. Answers whether it wrote. `at`: now, epoch milliseconds.
 */
export async function witnessHeads(
  { database }: Pick<NetworkRegistry, "database">,
  { mac, sign }: Proofs,
  at: number,
): Promise<boolean> {
  return database.transaction().execute(async (transaction) => {
    const last = await transaction
      .selectFrom("journal_witnesses")
      .select("at")
      .orderBy("number", "desc")
      .limit(1)
      .forUpdate()
      .executeTakeFirst();
    if (last !== undefined && at - last.at < betweenMs) return false;
    const rows = await transaction
      .selectFrom("journal_heads")
      .selectAll()
      .orderBy("writer")
      .execute();
    // A head that was forged isn't witnessed; the check of its chain reports it.
    const heads = rows
      .filter(({ writer, count, last_mac: lastMac, mac: sealed }) =>
        isSealed({ count, lastMac, mac: sealed }, macOfChain(mac, writer)),
      )
      .map(({ writer, count, last_mac }): WitnessedHead => [writer, count, last_mac]);
    const text = JSON.stringify(heads);
    const sealed = { mac: mac(witnessText(at, text)), signature: sign(witnessText(at, text)) };
    await transaction
      .insertInto("journal_witnesses")
      .values({ at, heads: text, ...sealed })
      .execute();
    return true;
  });
}

/**
 * Compares the newest `hours` witnesses with the journal. Answers a chain that lacks what one of them saw, or whose row is
 * another one; null: none. A witness that was changed proves nothing, and counts as a broken one of its own.
 */
export async function lostRows(
  { database }: Pick<NetworkRegistry, "database">,
  { mac }: Pick<Proofs, "mac">,
  hours: number,
): Promise<LostRows | "witness-changed" | null> {
  const witnesses = await database
    .selectFrom("journal_witnesses")
    .selectAll()
    .orderBy("number", "desc")
    .limit(hours)
    .execute();
  for (const { at, heads, mac: sealed } of witnesses) {
    const seen = headsOf(heads);
    if (seen === null || sealed !== mac(witnessText(at, heads))) return "witness-changed";
    for (const [writer, count, lastMac] of seen) {
      if (count === 0) continue;
      const row = await database
        .selectFrom("journal")
        .select("mac")
        .where("writer", "=", writer)
        .where("number", "=", count)
        .executeTakeFirst();
      if (row?.mac !== lastMac) return { writer, count };
    }
  }
  return null;
}
