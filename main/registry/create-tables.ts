import { sql } from "kysely";
import type { SchemaModule } from "kysely";

/** The first migration: the tables of the first release. */
export async function createTables(schema: SchemaModule): Promise<void> {
  await schema
    .createTable("kiosk")
    .addColumn("key", "text", (column) => column.primaryKey())
    .addColumn("value", "text", (column) => column.notNull())
    .execute();
  await schema
    .createTable("customers")
    .addColumn("id", "text", (column) => column.primaryKey())
    .addColumn("login_id", "text", (column) => column.notNull().unique())
    .addColumn("name", "text", (column) => column.notNull())
    .addColumn("login_password_hash", "text", (column) => column.notNull())
    .addColumn("confirmation_password_hash", "text", (column) => column.notNull())
    .addColumn("transfer_limit_yen", "bigint", (column) => column.notNull())
    .execute();
  await schema
    .createTable("tokens")
    .addColumn("user_id", "text", (column) => column.primaryKey())
    .addColumn("customer_id", "text", (column) => column.notNull().references("customers.id"))
    .addColumn("state", "text", (column) => column.notNull())
    .addColumn("mail_address", "text", (column) => column.notNull())
    .addColumn("start_password_hash", "text", (column) => column.notNull())
    .addColumn("sealed_secret", "text")
    .addColumn("issued_at", "bigint", (column) => column.notNull())
    .addColumn("started_at", "bigint")
    .addColumn("released_at", "bigint")
    .addColumn("last_step", "bigint")
    .addColumn("setup_showings", "integer", (column) => column.notNull())
    .addCheckConstraint(
      "known_state",
      sql`state in ('issued', 'in-use', 'suspended', 'released', 'replaced')`,
    )
    .addCheckConstraint(
      "secret_destroyed",
      sql`sealed_secret is null or state in ('issued', 'in-use', 'suspended')`,
    )
    .execute();
  await schema
    .createIndex("one_live_token")
    .on("tokens")
    .column("customer_id")
    .unique()
    .where(sql.ref("state"), "in", ["issued", "in-use", "suspended"])
    .execute();
  await schema.createIndex("tokens_of_customer").on("tokens").column("customer_id").execute();
  await schema
    .createTable("wrong_tries")
    .addColumn("subject", "text", (column) => column.notNull())
    .addColumn("kind", "text", (column) => column.notNull())
    .addColumn("count", "integer", (column) => column.notNull())
    .addPrimaryKeyConstraint("wrong_tries_key", ["subject", "kind"])
    .execute();
  await schema
    .createTable("outbox")
    .addColumn("id", "text", (column) => column.primaryKey())
    .addColumn("kind", "text", (column) => column.notNull())
    .addColumn("recipient", "text", (column) => column.notNull())
    .addColumn("user_id", "text", (column) => column.notNull())
    .addColumn("created_at", "bigint", (column) => column.notNull())
    .addColumn("closed_at", "bigint")
    .addColumn("outcome", "text")
    .execute();
  await schema
    .createIndex("unsent_mails")
    .on("outbox")
    .columns(["created_at", "id"])
    .where(sql.ref("closed_at"), "is", null)
    .execute();
  await schema
    .createTable("journal")
    .addColumn("at", "bigint", (column) => column.notNull())
    .addColumn("customer_id", "text")
    .addColumn("action", "text", (column) => column.notNull())
    .addColumn("outcome", "text", (column) => column.notNull())
    .execute();
}
