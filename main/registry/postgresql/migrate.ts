import { sql } from "kysely";
import type { Kysely } from "kysely";
import { ok, refused } from "../../../preload/contract/result.ts";
import type { Result } from "../../../preload/contract/result.ts";
import { migrations } from "../migrations.ts";
import { refreshSearchKeys } from "../refresh-search-keys.ts";
import { indexAddresses } from "../retention-rows.ts";
import type { RegistrySchema } from "../schema.ts";
import type { DatabaseFault } from "./database-errors.ts";
import { networkMigrations } from "./network-tables.ts";

/**
 * The version that this program makes: the registry's migrations as of the network's first release, then the network's.
 */
const registrysMigrations = 15;
export const newestVersion = registrysMigrations + networkMigrations.length;
/** The oldest version of a program that still works on the schema of `version`. */
function oldestWriterOn(version: number): number {
  const until = networkMigrations.slice(0, version - registrysMigrations);
  return registrysMigrations + until.findLastIndex(({ onlyExpands }) => !onlyExpands) + 1;
}
/** Any number, the same for every program that migrates. */
const lockNumber = 6_238_001;

/** The schema's version and the oldest program that may write; 0: there is no schema yet. */
export interface SchemaVersion {
  readonly version: number;
  readonly oldestWriter: number;
}

export async function schemaVersion(database: Kysely<RegistrySchema>): Promise<SchemaVersion> {
  const { rows: found } = await sql<{ there: boolean }>`
    select to_regclass('schema_version') is not null as there`.execute(database);
  if (found[0]?.there !== true) return { version: 0, oldestWriter: 0 };
  const { rows } = await sql<{ version: number; oldest_writer: number }>`
    select version, oldest_writer from schema_version`.execute(database);
  return { version: rows[0]?.version ?? 0, oldestWriter: rows[0]?.oldest_writer ?? 0 };
}

/** Whether a program of the version `program` can serve on the schema as it is. */
export function fitOf(
  { version, oldestWriter }: SchemaVersion,
  program = newestVersion,
): Result<null, DatabaseFault> {
  if (version < program) return refused("database-older");
  return oldestWriter > program ? refused("database-newer") : ok(null);
}

/**
 * Brings an empty database or an older schema to the version that a program of `program` makes, in one transaction
 * under an advisory lock: several that are started at once do it once. Answers the versions before and after.
 */
export async function migrateSchema(
  database: Kysely<RegistrySchema>,
  program = newestVersion,
): Promise<Result<{ readonly from: number; readonly to: number }, DatabaseFault>> {
  return database.transaction().execute(async (transaction) => {
    await sql`select pg_advisory_xact_lock(${sql.lit(lockNumber)})`.execute(transaction);
    const before = await schemaVersion(transaction);
    if (before.oldestWriter > program) return refused("database-newer");
    if (before.version >= program) return ok({ from: before.version, to: before.version });
    if (before.version === 0) {
      await sql`create table schema_version (version integer not null,
        oldest_writer integer not null)`.execute(transaction);
      await sql`insert into schema_version values (0, 0)`.execute(transaction);
      for (const migration of migrations.slice(0, registrysMigrations)) {
        await migration(transaction.schema, transaction);
      }
    }
    const done = Math.max(0, before.version - registrysMigrations);
    const due = networkMigrations.slice(done, program - registrysMigrations);
    for (const { migrate } of due) await migrate(transaction);
    await refreshSearchKeys(transaction);
    await indexAddresses(transaction);
    await sql`update schema_version set version = ${program},
      oldest_writer = ${oldestWriterOn(program)}`.execute(transaction);
    return ok({ from: before.version, to: program });
  });
}
