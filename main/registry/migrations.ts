import { sql } from "kysely";
import type { Kysely, SchemaModule } from "kysely";
import { hashWork } from "../core/domain/written-password.ts";
import { systemRandom } from "../adapters/system-random.ts";
import { countFailuresInPlace } from "./count-failures-in-place.ts";
import { createTables } from "./create-tables.ts";
import type { RegistrySchema } from "./schema.ts";

type Migration = (schema: SchemaModule, database: Kysely<RegistrySchema>) => Promise<void>;

/**
 * Migration number n is at index n−1 and leaves the schema at version n. A released one is never
 * changed; the next change is the next number.
 */
export const migrations: readonly Migration[] = [
  createTables,
  chainJournal,
  addStaff,
  addMailLanguage,
  forgetStrangers,
  addSearchKeys,
  addBurntSteps,
  addStatusAndLimits,
  addMailAttempts,
  nameRegistry,
  forgetStartPasswords,
  addRecordMacs,
  noteSlowestHash,
  countFailuresInPlace,
  prepareNetworks,
];

/** Rows from before the chain can't be verified, and so are set aside unchanged rather than sealed unverified. */
async function chainJournal(schema: SchemaModule): Promise<void> {
  await schema.alterTable("journal").renameTo("journal_unchained").execute();
  await schema
    .createTable("journal")
    .addColumn("number", "integer", (column) => column.primaryKey())
    .addColumn("at", "bigint", (column) => column.notNull())
    .addColumn("kiosk", "text", (column) => column.notNull())
    .addColumn("customer_id", "text")
    .addColumn("user_id", "text")
    .addColumn("action", "text", (column) => column.notNull())
    .addColumn("outcome", "text", (column) => column.notNull())
    .addColumn("mac", "text", (column) => column.notNull())
    .execute();
}

/** Adds staff, the indexes of their searches and their journal columns. */
async function addStaff(schema: SchemaModule): Promise<void> {
  await schema
    .createTable("staff")
    .addColumn("id", "text", (column) => column.primaryKey())
    .addColumn("name", "text", (column) => column.notNull())
    .addColumn("role", "text", (column) => column.notNull())
    .addColumn("pin_hash", "text", (column) => column.notNull())
    .addCheckConstraint("known_role", sql`role in ('assist', 'approve', 'maintain', 'audit')`)
    .execute();
  await schema
    .alterTable("customers")
    .addColumn("kana", "text", (column) => column.notNull().defaultTo(""))
    .execute();
  await schema
    .createIndex("customers_by_name")
    .on("customers")
    .column(sql`replace(replace(name, ' ', ''), '\u3000', '')`)
    .execute();
  await schema
    .createIndex("customers_by_kana")
    .on("customers")
    .column(sql`replace(replace(kana, ' ', ''), '\u3000', '')`)
    .execute();
  await schema.alterTable("tokens").addColumn("setup_from", "bigint").execute();
  await schema.createIndex("mails_of_token").on("outbox").column("user_id").execute();
  await schema.alterTable("journal").addColumn("staff_id", "text").execute();
  await schema.alterTable("journal").addColumn("detail", "text").execute();
  await schema.createIndex("journal_by_time").on("journal").column("at").execute();
  await schema
    .createIndex("journal_of_customer")
    .on("journal")
    .columns(["customer_id", "at"])
    .where(sql.ref("customer_id"), "is not", null)
    .execute();
  await schema
    .createIndex("journal_of_staff")
    .on("journal")
    .columns(["staff_id", "at"])
    .where(sql.ref("staff_id"), "is not", null)
    .execute();
  await schema
    .createIndex("journal_of_staff_and_action")
    .on("journal")
    .columns(["staff_id", "action", "at"])
    .where(sql.ref("staff_id"), "is not", null)
    .execute();
  await schema.createIndex("journal_of_action").on("journal").columns(["action", "at"]).execute();
}

/** Older mails are in Japanese. */
async function addMailLanguage(schema: SchemaModule): Promise<void> {
  await schema.alterTable("outbox").addColumn("language", "text").execute();
}

/**
 * Unknown IDs were stored as they were typed, including passwords in the wrong field. Their counts are deleted, as no
 * key is available to store them under a MAC; those of known customers and staff stay.
 */
async function forgetStrangers(
  schema: SchemaModule,
  database: Kysely<RegistrySchema>,
): Promise<void> {
  await sql`delete from wrong_tries where case kind
    when 'pin' then subject not in (select id from staff)
    else subject not in (select login_id from customers) end`.execute(database);
  await schema.alterTable("wrong_tries").addColumn("stranger_number", "bigint").execute();
  await schema
    .createIndex("strangers")
    .on("wrong_tries")
    .column("stranger_number")
    .where(sql.ref("stranger_number"), "is not", null)
    .execute();
}

/** `refreshSearchKeys` fills the columns and makes their indexes when the registry is opened. */
async function addSearchKeys(schema: SchemaModule): Promise<void> {
  await schema.dropIndex("customers_by_name").ifExists().execute();
  await schema.dropIndex("customers_by_kana").ifExists().execute();
  for (const column of ["name_key", "kana_key"]) {
    await schema
      .alterTable("customers")
      .addColumn(column, "text", (added) => added.notNull().defaultTo(""))
      .execute();
  }
}

/** Steps whose code was revealed before its time. */
async function addBurntSteps(schema: SchemaModule): Promise<void> {
  await schema
    .alterTable("tokens")
    .addColumn("burnt_steps", "text", (column) => column.notNull().defaultTo(""))
    .execute();
}

/**
 * The bounds of a customer's limit. Of earlier releases only the fact is known: an import raises no limit of such a
 * customer above the present one.
 */
async function addStatusAndLimits(
  schema: SchemaModule,
  database: Kysely<RegistrySchema>,
): Promise<void> {
  await schema
    .alterTable("customers")
    .addColumn("status", "text", (column) =>
      column
        .notNull()
        .defaultTo("active")
        .check(sql`status in ('active', 'suspended', 'closed')`),
    )
    .execute();
  await schema.alterTable("customers").addColumn("imported_limit_yen", "bigint").execute();
  await schema.alterTable("customers").addColumn("limit_ceiling_yen", "bigint").execute();
  await sql`update customers set limit_ceiling_yen = transfer_limit_yen
    where id in (select customer_id from tokens where state = 'released')`.execute(database);
}

/** The results of each mail's attempts. */
async function addMailAttempts(schema: SchemaModule): Promise<void> {
  const outbox = () => schema.alterTable("outbox");
  await outbox()
    .addColumn("tries", "integer", (column) => column.notNull().defaultTo(0))
    .execute();
  for (const column of ["queued_at", "tried_at", "next_try_at"]) {
    await outbox().addColumn(column, "bigint").execute();
  }
  for (const column of ["cause", "reply"]) await outbox().addColumn(column, "text").execute();
  // Health selects the failed mails among all that were ever sent.
  await schema
    .createIndex("failed_mails")
    .on("outbox")
    .columns(["outcome", "closed_at"])
    .where(sql.ref("outcome"), "in", ["rejected", "expired"])
    .execute();
}

/** An identifier to which secrets are bound, so that no row passes for one of another registry. */
async function nameRegistry(_: SchemaModule, database: Kysely<RegistrySchema>): Promise<void> {
  const value = Buffer.from(systemRandom(16)).toString("hex");
  await database.insertInto("kiosk").values({ key: "registry-id", value }).execute();
}

/**
 * Deletes hashes of 利用開始パスワード that aren't asked for any more; a token stopped before its start may still be unlocked.
 */
async function forgetStartPasswords(
  _schema: SchemaModule,
  database: Kysely<RegistrySchema>,
): Promise<void> {
  await sql`update tokens set start_password_hash = ''
    where state not in ('issued', 'suspended') or started_at is not null`.execute(database);
}

/**
 * The chain of each row; a kiosk's own registry has one chain, without a name. And the claim on a mail, as several
 * services deliver one outbox.
 */
async function prepareNetworks(schema: SchemaModule): Promise<void> {
  await schema.alterTable("outbox").addColumn("claimed_until", "bigint").execute();
  await schema
    .alterTable("journal")
    .addColumn("writer", "text", (column) => column.notNull().defaultTo(""))
    .execute();
}

/** The key of the MACs comes later: until then older records are accepted without one. */
async function addRecordMacs(schema: SchemaModule): Promise<void> {
  for (const table of ["customers", "staff"]) {
    await schema.alterTable(table).addColumn("mac", "text").execute();
  }
}

/** The hashes of the imports so far; the part before the salt is the same for many. */
async function noteSlowestHash(_: SchemaModule, database: Kysely<RegistrySchema>): Promise<void> {
  const some = await database.selectFrom("customers").select("id").limit(1).execute();
  if (some.length === 0) {
    // A new registry, also on a database without these functions.
    await database.insertInto("kiosk").values({ key: "slowest-hash", value: "0" }).execute();
    return;
  }
  const { rows } = await sql<{ cost: string }>`select distinct
    substr(login_password_hash, 1, 15 + instr(substr(login_password_hash, 16), '$')) as cost
    from customers where login_password_hash like '$argon2id$v=19$%'`.execute(database);
  const works = rows.map(({ cost }) => hashWork(`${cost}AAAA$AAAA`));
  const value = String(Math.max(0, ...works));
  await database.insertInto("kiosk").values({ key: "slowest-hash", value }).execute();
}
