import { sql } from "kysely";
import type { Kysely } from "kysely";
import { migrations } from "../migrations.ts";
import { refreshSearchKeys } from "../refresh-search-keys.ts";
import { indexAddresses } from "../retention-rows.ts";
import type { RegistrySchema } from "../schema.ts";
import { applicationId } from "./inspect.ts";

/** Brings the tables of an open database from any released version up to the newest schema. */
export async function migrate(database: Kysely<RegistrySchema>): Promise<void> {
  await runMigrations(database);
  await refreshSearchKeys(database);
  await indexAddresses(database);
}

/** Each migration and its number commit together, so a crash between two leaves a known version. */
async function runMigrations(database: Kysely<RegistrySchema>): Promise<void> {
  let hasChanged = false;
  for (const [at, migration] of migrations.entries()) {
    const isNew = await database.transaction().execute(async (transaction) => {
      const { rows } = await sql<{ user_version: number }>`pragma user_version`.execute(
        transaction,
      );
      if ((rows[0]?.user_version ?? 0) > at) return false;
      await migration(transaction.schema, transaction);
      await sql.raw(`pragma application_id = ${String(applicationId)}`).execute(transaction);
      await sql.raw(`pragma user_version = ${String(at + 1)}`).execute(transaction);
      return true;
    });
    hasChanged ||= isNew;
  }
  // Data that a migration deleted must not stay in the log. It does while another process reads the log, until it is
  // overwritten.
  if (hasChanged) await sql`pragma wal_checkpoint(truncate)`.execute(database);
}
