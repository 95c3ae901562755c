/** Services of two versions side by side, while they are exchanged one after the other. */
import { Kysely, PostgresDialect, sql } from "kysely";
import { expect, onTestFinished, test } from "vitest";
import { HostsPool } from "../../main/registry/postgresql/hosts-pool.ts";
import {
  fitOf,
  migrateSchema,
  newestVersion,
  schemaVersion,
} from "../../main/registry/postgresql/migrate.ts";
import { networkMigrations } from "../../main/registry/postgresql/network-tables.ts";
import type { RegistrySchema } from "../../main/registry/schema.ts";
import { emptyDatabase } from "../postgresql/database.ts";

/** Of the first release of the network. */
const firstVersion = 16;

async function emptySchema() {
  const pool = new HostsPool(await emptyDatabase());
  const database = new Kysely<RegistrySchema>({ dialect: new PostgresDialect({ pool }) });
  onTestFinished(() => database.destroy());
  return database;
}

/** All that a program can see of tables: columns with their types, bounds and defaults, and constraints. */
async function thingsOf(database: Kysely<RegistrySchema>): Promise<readonly string[]> {
  const { rows } = await sql<{ thing: string }>`
    select concat_ws(' ', table_name, column_name, data_type, is_nullable, column_default) as thing
      from information_schema.columns where table_schema = current_schema()
    union all select concat_ws(' ', conrelid::regclass, conname, pg_get_constraintdef(oid))
      from pg_constraint where connamespace = current_schema()::regnamespace
    union all select concat_ws(' ', tablename, indexdef) from pg_indexes where schemaname = current_schema()
    order by 1`.execute(database);
  return rows.map(({ thing }) => thing);
}

test("what only expands leaves all that a program of the version before knows, which goes on", async () => {
  const database = await emptySchema();
  await migrateSchema(database, firstVersion);
  for (let version = firstVersion + 1; version <= newestVersion; version += 1) {
    const before = await thingsOf(database);
    expect(await migrateSchema(database, version)).toEqual({
      ...{ ok: true, value: { from: version - 1, to: version } },
    });
    const { onlyExpands } = networkMigrations[version - firstVersion] ?? { onlyExpands: false };
    const former = fitOf(await schemaVersion(database), version - 1);
    expect(former.ok).toBe(onlyExpands);
    if (!onlyExpands) continue;
    const after = await thingsOf(database);
    expect(after).toEqual(expect.arrayContaining([...before]));
    // A row that the former program inserts has nothing for what it doesn't know: only new tables may ask for more.
    const tablesBefore = new Set(before.map((thing) => thing.split(" ")[0]));
    const demanding = after.filter(
      (thing) => !before.includes(thing) && tablesBefore.has(thing.split(" ")[0] ?? ""),
    );
    expect(demanding.filter((thing) => / NO$| (?:CHECK|UNIQUE|FOREIGN) /.test(thing))).toEqual([]);
  }
  expect(await schemaVersion(database)).toMatchObject({ version: newestVersion });
});

test("a program that is older than the oldest writer, or newer than the schema, is refused", async () => {
  const database = await emptySchema();
  await migrateSchema(database);
  const schema = await schemaVersion(database);
  expect(schema.oldestWriter).toBe(firstVersion);
  expect(fitOf(schema, firstVersion - 1)).toMatchObject({ refusal: "database-newer" });
  expect(fitOf(schema, firstVersion)).toMatchObject({ ok: true });
  expect(fitOf(schema, newestVersion + 1)).toMatchObject({ refusal: "database-older" });
  // One of the version before has nothing to migrate there, and changes nothing.
  expect(await migrateSchema(database, firstVersion)).toEqual({
    ...{ ok: true, value: { from: newestVersion, to: newestVersion } },
  });
  expect(await schemaVersion(database)).toEqual(schema);
});
