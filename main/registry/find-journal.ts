import { sql } from "kysely";
import type { Kysely } from "kysely";
import type { FoundRow, JournalFilter } from "../core/domain/journal-search.ts";
import { journalColumns, journalRowFrom } from "./mapping.ts";
import type { RegistrySchema } from "./schema.ts";

/** The column that tells rows of one time apart: of all chains where there are several. */
export type JournalPlace = "journal.number" | "journal.place";

/**
 * The newest `limit` rows that match `filter`; see the port. Each of day, customer, staff, action, and staff with
 * action, has an index in the order of the answer.
 */
export async function findJournal(
  database: Kysely<RegistrySchema>,
  place: JournalPlace,
  filter: JournalFilter,
  before: number | null,
  limit: number,
): Promise<readonly FoundRow[]> {
  const { from, to, customerId, staffId, action } = filter;
  let query = database
    .selectFrom("journal")
    .leftJoin("customers", "customers.id", "journal.customer_id")
    .select(journalColumns)
    .select("customers.login_id")
    .select(sql<string>`cast(${sql.ref(place)} as text)`.as("place"))
    .orderBy("journal.at", "desc")
    .orderBy(sql.ref(place), "desc")
    .limit(limit);
  if (from !== null) query = query.where("journal.at", ">=", from);
  if (to !== null) query = query.where("journal.at", "<", to);
  if (customerId !== null) query = query.where("journal.customer_id", "=", customerId);
  if (customerId === null) {
    if (staffId !== null) query = query.where("journal.staff_id", "=", staffId);
    if (action !== null) query = query.where("journal.action", "=", action);
  } else {
    // A customer has few rows: SQLite must not choose another index.
    if (staffId !== null) query = query.where(sql`coalesce(journal.staff_id, '')`, "=", staffId);
    if (action !== null) query = query.where(sql`coalesce(journal.action, '')`, "=", action);
  }
  if (before !== null) {
    query = query.where(
      sql<boolean>`(journal.at, ${sql.ref(place)}) <
        (select journal.at, ${sql.ref(place)} from journal where ${sql.ref(place)} = ${before})`,
    );
  }
  const rows = await query.execute();
  return rows.map(({ login_id, place: found, ...row }) => ({
    ...journalRowFrom(row),
    loginId: login_id,
    place: Number(found),
  }));
}
