import type { DatabaseSync } from "node:sqlite";
import { sql } from "kysely";
import type { Kysely, Selectable } from "kysely";
import type { JournalEvent } from "../../main/core/domain/journal-event.ts";
import { customerFrom, mailFrom, tokenFrom } from "../../main/registry/mapping.ts";
import type { NetworkSchema } from "../../main/registry/postgresql/network-schema.ts";
import type { RegistrySchema } from "../../main/registry/schema.ts";

/** A registry's tables as a test compares them before and after. */
export interface RegistryContents {
  readonly customers: readonly unknown[];
  readonly tokens: readonly unknown[];
  readonly outbox: readonly unknown[];
  readonly failures: readonly unknown[];
  readonly journal: readonly unknown[];
}

const queries = {
  customers: "select * from customers order by id",
  tokens: "select * from tokens order by user_id",
  outbox: "select * from outbox order by id",
  journal: "select * from journal order by writer, number",
} as const;
const counts = [
  "select login_failures, confirmation_failures from customers order by id",
  "select start_failures, code_failures from tokens order by user_id",
  "select pin_failures from staff order by id",
  "select subject, kind, count from stranger_failures order by subject, kind",
];

type Tables = {
  readonly [Table in keyof typeof queries]: readonly Selectable<RegistrySchema[Table]>[];
};

/** What the tables of an open registry hold, the counts of failures apart from the rows that they stand in. */
export function registryContents(database: DatabaseSync): RegistryContents {
  const all = (query: string) => database.prepare(query).all();
  const tables = Object.fromEntries(
    Object.entries(queries).map(([table, query]) => [table, all(query)]),
  );
  return contentsOf(tables as unknown as Tables, counts.flatMap(all));
}

/** The same of a bank's database. */
export async function networkContents(database: Kysely<NetworkSchema>): Promise<RegistryContents> {
  const all = async (query: string) => (await sql.raw(query).execute(database)).rows;
  const tables = await Promise.all(
    Object.entries(queries).map(async ([table, query]) => [table, await all(query)] as const),
  );
  const failures = await Promise.all(counts.map(all));
  return contentsOf(Object.fromEntries(tables) as unknown as Tables, failures.flat());
}

function contentsOf(tables: Tables, failures: readonly unknown[]): RegistryContents {
  return {
    customers: tables.customers.map(customerFrom),
    tokens: tables.tokens.map(tokenFrom),
    outbox: tables.outbox.map(mailFrom),
    failures,
    journal: tables.journal.map(eventFrom),
  };
}

/** As they are typed in the schema, which `node:sqlite` can't know. */
export function rowsOf<Table extends keyof RegistrySchema>(
  database: DatabaseSync,
  table: Table,
  order: string,
): Selectable<RegistrySchema[Table]>[] {
  const rows: unknown = database.prepare(`select * from ${table} order by ${order}`).all();
  return rows as Selectable<RegistrySchema[Table]>[];
}

/** As it was appended, without what the registry adds. */
export function eventFrom(row: Selectable<RegistrySchema["journal"]>): JournalEvent {
  const { at, customer_id, user_id, staff_id, detail, action, outcome } = row;
  return {
    ...{ at, customerId: customer_id, action: action as JournalEvent["action"], outcome },
    // Only the rows about a mail name the token, whose customer may have another one by then.
    ...(action === "mail" && user_id !== null && { userId: user_id }),
    ...(staff_id !== null && { staffId: staff_id }),
    ...(detail !== null && { detail }),
  };
}
