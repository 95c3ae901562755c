import { sql } from "kysely";
import type { Kysely, Transaction } from "kysely";
import type { JournalRow, Mac } from "../../core/domain/journal-chain.ts";
import { appended, sealedHead } from "../../core/domain/journal-chain.ts";
import type { SecretOwner } from "../../core/ports/vault.ts";
import { macOfChain } from "../database-ways.ts";
import { journalRowFrom, journalColumns } from "../mapping.ts";
import type { RegistrySchema } from "../schema.ts";
import type { NetworkSchema } from "./network-schema.ts";

/** What a kiosk's registry and the bank's both have, by their ids. */
export interface Collisions {
  readonly loginIds: readonly string[];
  readonly userIds: readonly string[];
  readonly staffIds: readonly string[];
}

/** How many rows were taken over. */
export interface TakenOver {
  readonly customers: number;
  readonly tokens: number;
  readonly staff: number;
  readonly mails: number;
  readonly journalRows: number;
}

/** Rows that are read and written at a time. */
const page = 500;

/** All ids that both have; an empty list each: nothing collides. */
export async function collisionsOf(
  source: Kysely<RegistrySchema>,
  target: Kysely<NetworkSchema>,
): Promise<Collisions> {
  const both = async (
    table: "customers" | "tokens" | "staff",
    column: "id" | "login_id" | "user_id",
  ): Promise<readonly string[]> => {
    const found: string[] = [];
    let after = "";
    for (;;) {
      const rows = await textsOf(source, table, column, after);
      if (rows.length === 0) return found;
      found.push(...(await amongThem(target, table, column, rows)));
      after = rows.at(-1) ?? "";
    }
  };
  const loginIds = await both("customers", "login_id");
  const [customers, userIds] = [await both("customers", "id"), await both("tokens", "user_id")];
  const staffIds = await both("staff", "id");
  // A customer's id is the bank's own number: whoever has it is the same customer, whatever the login ID.
  return { loginIds: [...new Set([...loginIds, ...customers])], userIds, staffIds };
}

async function textsOf(
  database: Kysely<RegistrySchema>,
  table: string,
  column: string,
  after: string,
): Promise<readonly string[]> {
  const { rows } = await sql<{ text: string }>`select ${sql.ref(column)} as text
    from ${sql.table(table)} where ${sql.ref(column)} > ${after}
    order by ${sql.ref(column)} limit ${page}`.execute(database);
  return rows.map(({ text }) => text);
}

async function amongThem(
  database: Kysely<NetworkSchema>,
  table: string,
  column: string,
  texts: readonly string[],
): Promise<readonly string[]> {
  const { rows } = await sql<{ text: string }>`select ${sql.ref(column)} as text
    from ${sql.table(table)} where ${sql.ref(column)} in (${sql.join(texts)})`.execute(database);
  return rows.map(({ text }) => text);
}

/**
 * Copies a kiosk's registry, whose records and journal were verified before, into the bank's within the transaction
 * `target`: secrets sealed again by `reseal` (null: it doesn't open, and the token stays without it), records without a
 * MAC until the caller seals them, the journal as a closed chain `writer` under `mac`.
 */
export async function takeOver(
  source: Kysely<RegistrySchema>,
  target: Transaction<NetworkSchema>,
  {
    writer,
    mac,
    reseal,
  }: {
    readonly writer: string;
    readonly mac: Mac;
    readonly reseal: (owner: SecretOwner, sealed: Uint8Array) => Promise<Uint8Array | null>;
  },
): Promise<TakenOver> {
  const copied = { customers: 0, tokens: 0, staff: 0, mails: 0 };
  await inPages(source, "customers", "id", async (rows) => {
    copied.customers += rows.length;
    await target
      .insertInto("customers")
      .values(rows.map((row) => ({ ...row, mac: null })))
      .execute();
  });
  await inPages(source, "tokens", "user_id", async (rows) => {
    copied.tokens += rows.length;
    const resealed = [];
    for (const row of rows) {
      const owner = { userId: row.user_id, customerId: row.customer_id };
      const secret =
        row.sealed_secret === null
          ? null
          : await reseal(owner, new Uint8Array(Buffer.from(row.sealed_secret, "base64")));
      const sealed_secret = secret === null ? null : Buffer.from(secret).toString("base64");
      resealed.push({ ...row, sealed_secret });
    }
    await target.insertInto("tokens").values(resealed).execute();
  });
  await inPages(source, "staff", "id", async (rows) => {
    copied.staff += rows.length;
    await target
      .insertInto("staff")
      .values(rows.map((row) => ({ ...row, mac: null })))
      .execute();
  });
  await inPages(source, "outbox", "id", async (rows) => {
    copied.mails += rows.length;
    await target.insertInto("outbox").values(rows).execute();
  });
  const journalRows = await copyJournal(source, target, writer, macOfChain(mac, writer));
  return { ...copied, journalRows };
}

async function inPages<Table extends "customers" | "tokens" | "staff" | "outbox">(
  source: Kysely<RegistrySchema>,
  table: Table,
  column: string,
  work: (rows: RegistrySchema[Table][]) => Promise<void>,
): Promise<void> {
  let after = "";
  for (;;) {
    const { rows } = await sql<RegistrySchema[Table]>`select * from ${sql.table(table)}
      where ${sql.ref(column)} > ${after} order by ${sql.ref(column)} limit ${page}`.execute(
      source,
    );
    const last = rows.at(-1);
    if (last === undefined) return;
    await work(rows);
    after = String((last as unknown as Record<string, unknown>)[column]);
  }
}

/** The rows keep their numbers and all that they say; their MACs become those of the bank's ring. */
async function copyJournal(
  source: Kysely<RegistrySchema>,
  target: Transaction<NetworkSchema>,
  writer: string,
  mac: Mac,
): Promise<number> {
  let head = sealedHead(0, "", mac);
  for (;;) {
    const found: readonly JournalRow[] = (
      await source
        .selectFrom("journal")
        .select(journalColumns)
        .where("journal.number", ">", head.count)
        .orderBy("journal.number")
        .limit(page)
        .execute()
    ).map(journalRowFrom);
    if (found.length === 0) break;
    const rows = found.map(({ number: _number, mac: _mac, ...entry }) => {
      const next = appended(entry, { head, lastNumber: head.count }, mac);
      head = next.head;
      const { row } = next;
      return {
        ...{ writer, number: row.number, at: row.at, kiosk: row.kiosk },
        ...{ customer_id: row.customerId, user_id: row.userId, action: row.action },
        ...{ outcome: row.outcome, staff_id: row.staffId, detail: row.detail, mac: row.mac },
      };
    });
    await target.insertInto("journal").values(rows).execute();
  }
  await target
    .insertInto("journal_heads")
    .values({ writer, count: head.count, last_mac: head.lastMac, mac: head.mac })
    .execute();
  return head.count;
}
