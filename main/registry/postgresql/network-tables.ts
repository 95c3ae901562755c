import { sql } from "kysely";
import type { Kysely } from "kysely";
import type { RegistrySchema } from "../schema.ts";

interface NetworkMigration {
  readonly migrate: (database: Kysely<RegistrySchema>) => Promise<void>;
  /**
   * Whether it only adds what a program of the version before doesn't look at, which then goes on beside it; false: such a
   * program would do harm, and is refused.
   */
  readonly onlyExpands: boolean;
}

/**
 * The migrations of a bank's database after those of the registry that are the same on SQLite, in their order. A released
 * one is never changed.
 */
export const networkMigrations: readonly NetworkMigration[] = [
  { migrate: networkTables, onlyExpands: false },
  // A program of before tells no webhook of its changes: a bank states them when all its services are of this version.
  { migrate: webhookTables, onlyExpands: true },
  { migrate: ringHolders, onlyExpands: true },
];

/** Which keys each service's ring has. */
async function ringHolders(database: Kysely<RegistrySchema>): Promise<void> {
  await sql`create table ring_holders (service text collate "C" primary key, key_ids text not null,
    seen_at bigint not null)`.execute(database);
}

async function networkTables(database: Kysely<RegistrySchema>): Promise<void> {
  // Texts are compared byte by byte, as SQLite does, so that ids are paged and names found by their beginning alike.
  const { rows } = await sql<{ table_name: string; column_name: string }>`
    select table_name, column_name from information_schema.columns
    where table_schema = current_schema() and data_type = 'text'`.execute(database);
  for (const { table_name, column_name } of rows) {
    await sql`alter table ${sql.table(table_name)} alter column ${sql.ref(column_name)}
      type text collate "C"`.execute(database);
  }
  const statements = [
    "alter table journal alter column number type bigint",
    "alter table journal drop constraint journal_pkey",
    "alter table journal alter column writer drop default",
    "alter table journal add column place bigint generated always as identity",
    "alter table journal add primary key (writer, number)",
    "create unique index journal_by_place on journal (place)",
    "drop index journal_by_time",
    "create index journal_by_time on journal (at, place)",
    "alter table stranger_failures alter column number type bigint",
    "create sequence user_ids",
    `create table journal_heads (writer text collate "C" primary key, count bigint not null,
      last_mac text not null, mac text not null)`,
    `create table journal_witnesses (number bigint generated always as identity primary key,
      at bigint not null, heads text not null, mac text not null, signature text not null)`,
    `create table identities (fingerprint text primary key, name text not null, branch text not null,
      role text not null check (role in ('kiosk', 'relying')),
      state text not null check (state in ('pending', 'approved', 'revoked')),
      not_after bigint not null, asked_at bigint not null, approved_by text, revoked_at bigint,
      seen_at bigint, version text, health text)`,
    `create table kiosk_sessions (fingerprint text primary key, version bigint not null,
      document text not null)`,
    `create table requests (fingerprint text not null, id text not null, at bigint not null,
      answer text, primary key (fingerprint, id))`,
    "create index requests_by_time on requests (at)",
  ];
  for (const statement of statements) await sql.raw(statement).execute(database);
}

async function webhookTables(database: Kysely<RegistrySchema>): Promise<void> {
  const statements = [
    `create table webhook_events (number bigint generated always as identity primary key,
      id text not null, customer_id text collate "C" not null, type text not null,
      data text not null, at bigint not null, attempts integer not null, next_at bigint not null,
      claimed_until bigint not null)`,
    "create index webhook_events_by_customer on webhook_events (customer_id, number)",
  ];
  for (const statement of statements) await sql.raw(statement).execute(database);
}
