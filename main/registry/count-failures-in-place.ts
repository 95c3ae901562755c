import { sql } from "kysely";
import type { Kysely, SchemaModule } from "kysely";
import type { RegistrySchema } from "./schema.ts";

/**
 * Migration 14. Counts of failures are stored on the rows that they lock, and user IDs come from a counter. Counts for
 * a token belong to the customer's newest one; counts of unknown IDs stay in a table of their own.
 */
export async function countFailuresInPlace(
  schema: SchemaModule,
  database: Kysely<RegistrySchema>,
): Promise<void> {
  for (const [table, column] of [
    ["customers", "login_failures"],
    ["customers", "confirmation_failures"],
    ["tokens", "start_failures"],
    ["tokens", "code_failures"],
    ["staff", "pin_failures"],
  ] as const) {
    await schema
      .alterTable(table)
      .addColumn(column, "integer", (added) => added.notNull().defaultTo(0))
      .execute();
  }
  const countOf = (kind: string, subject: string) =>
    sql.raw(`coalesce((select count from wrong_tries
      where kind = '${kind}' and subject = ${subject} and stranger_number is null), 0)`);
  const owner = "(select login_id from customers where customers.id = tokens.customer_id)";
  await sql`update customers set login_failures = ${countOf("loginPassword", "login_id")},
    confirmation_failures = ${countOf("confirmationPassword", "login_id")}
    where login_id in (select subject from wrong_tries where stranger_number is null)`.execute(
    database,
  );
  await sql`update tokens set start_failures = ${countOf("startPassword", owner)},
    code_failures = ${countOf("oneTimePassword", owner)}
    where user_id in (select max(user_id) from tokens where customer_id in (
      select id from customers where login_id in (
        select subject from wrong_tries where stranger_number is null))
      group by customer_id)`.execute(database);
  await sql`update staff set pin_failures = ${countOf("pin", "staff.id")}`.execute(database);
  await schema
    .createTable("stranger_failures")
    .addColumn("subject", "text", (column) => column.notNull())
    .addColumn("kind", "text", (column) => column.notNull())
    .addColumn("count", "integer", (column) => column.notNull())
    .addColumn("number", "bigint", (column) => column.notNull())
    .addPrimaryKeyConstraint("stranger_failures_key", ["subject", "kind"])
    .execute();
  await schema
    .createIndex("stranger_failures_by_number")
    .on("stranger_failures")
    .column("number")
    .execute();
  await sql`insert into stranger_failures select subject, kind, count, stranger_number
    from wrong_tries where stranger_number is not null`.execute(database);
  await schema.dropTable("wrong_tries").execute();
  await sql`insert into kiosk select 'greatest-user-id', max(user_id) from tokens
    where user_id is not null having max(user_id) is not null
    on conflict (key) do update set value = case when kiosk.value > excluded.value
      then kiosk.value else excluded.value end`.execute(database);
}
