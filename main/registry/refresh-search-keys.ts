import { setImmediate as nextTurn } from "node:timers/promises";
import { sql } from "kysely";
import type { Kysely } from "kysely";
import { searchKeyVersion } from "../core/domain/customer-search.ts";
import { searchKeys } from "./mapping.ts";
import type { RegistrySchema } from "./schema.ts";

const version = String(searchKeyVersion);
const batch = 500;
const indexes = [
  ["customers_by_name_key", "name_key"],
  ["customers_by_kana_key", "kana_key"],
] as const;

/**
 * Computes the search keys of all customers again where they are missing or of another version of `searchKey`. One
 * transaction: after a crash in the middle the former keys remain, and the next start computes them.
 */
export async function refreshSearchKeys(database: Kysely<RegistrySchema>): Promise<void> {
  if ((await storedVersion(database)) === version) return;
  // A migration that is one transaction has begun it already.
  if (database.isTransaction) await refreshWithin(database);
  else await database.transaction().execute(refreshWithin);
}

async function refreshWithin(transaction: Kysely<RegistrySchema>): Promise<void> {
  // Another process may have done it while this one waited.
  if ((await storedVersion(transaction)) === version) return;
  // Making an index over all rows costs a fraction of updating it with every row.
  for (const [index] of indexes) await transaction.schema.dropIndex(index).ifExists().execute();
  let after = "";
  for (;;) {
    const last = await refreshBatch(transaction, after);
    if (last === null) break;
    after = last;
    // This gives the window and the supervisor's signs of life their turn.
    await nextTurn();
  }
  for (const [index, column] of indexes) {
    await transaction.schema.createIndex(index).on("customers").column(column).execute();
  }
  await transaction.deleteFrom("kiosk").where("key", "=", "search-key-version").execute();
  await transaction
    .insertInto("kiosk")
    .values({ key: "search-key-version", value: version })
    .execute();
}

async function storedVersion(database: Kysely<RegistrySchema>): Promise<string | undefined> {
  const row = await database
    .selectFrom("kiosk")
    .select("value")
    .where("key", "=", "search-key-version")
    .executeTakeFirst();
  return row?.value;
}

/** Answers the last id that it filled; null: there was none after `after`. */
async function refreshBatch(
  database: Kysely<RegistrySchema>,
  after: string,
): Promise<string | null> {
  const rows = await database
    .selectFrom("customers")
    .select(["id", "name", "kana"])
    .where("id", ">", after)
    .orderBy("id")
    .limit(batch)
    .execute();
  const last = rows.at(-1);
  if (last === undefined) return null;
  const keys = rows.map((row) => {
    const { name_key, kana_key } = searchKeys(row);
    return sql`(${row.id}, ${name_key}, ${kana_key})`;
  });
  await sql`with made (id, name_key, kana_key) as (values ${sql.join(keys)})
    update customers set name_key = made.name_key, kana_key = made.kana_key
    from made where customers.id = made.id`.execute(database);
  return last.id;
}
