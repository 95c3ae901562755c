import type { Kysely, Transaction } from "kysely";
import { sql } from "kysely";
import { appended, sealedHead } from "../core/domain/journal-chain.ts";
import type { JournalHead, JournalSeal } from "../core/domain/journal-chain.ts";
import type { JournalEvent } from "../core/domain/journal-event.ts";
import { untimedActions } from "../core/domain/journal-event.ts";
import type { ClockEvidence, JournalEnd, JournalReader } from "../core/ports/registry.ts";
import { findJournal } from "./find-journal.ts";
import { journalColumns, journalRowFrom } from "./mapping.ts";
import type { RegistrySchema } from "./schema.ts";

const headKey = "journal-head";

/** Appends `event` and moves the head on, within the transaction `database`. */
export async function appendToJournal(
  database: Transaction<RegistrySchema>,
  event: JournalEvent,
  seal: JournalSeal,
): Promise<void> {
  const { at, customerId, action, outcome, staffId = null, detail = null } = event;
  const userId = event.userId ?? (customerId && (await newestUserId(database, customerId)));
  const { kiosk, mac } = seal;
  const entry = { at, kiosk, customerId, userId, action, outcome, staffId, detail };
  const { row, head } = appended(entry, await journalEnd(database), mac);
  await database
    .insertInto("journal")
    .values({
      number: row.number,
      at,
      kiosk,
      customer_id: customerId,
      user_id: userId,
      action,
      outcome,
      staff_id: staffId,
      detail,
      mac: row.mac,
    })
    .execute();
  await writeHead(database, head);
}

/** Seals the head of a journal that has neither a head nor rows; any other is left as it is. */
export async function sealEmptyJournal(
  database: Transaction<RegistrySchema>,
  { mac }: JournalSeal,
): Promise<void> {
  const { head, lastNumber } = await journalEnd(database);
  if (head === null && lastNumber === 0) await writeHead(database, sealedHead(0, "", mac));
}

/** Reads without a transaction: one statement sees one moment, and rows up to a head never change. */
export function journalReaderOver(database: Kysely<RegistrySchema>): JournalReader {
  return {
    journalEnd: () => journalEnd(database),
    clockEvidence: () => clockEvidence(database),
    async journalRows(after, last, limit) {
      let query = database
        .selectFrom("journal")
        .select(journalColumns)
        .where("number", "<=", last)
        .orderBy("journal.number")
        .limit(limit);
      if (after !== null) query = query.where("number", ">", after);
      return (await query.execute()).map(journalRowFrom);
    },
    async journalSpan(from, to, last) {
      let query = database
        .selectFrom("journal")
        .select([
          sql<string | null>`cast(min(number) as text)`.as("first"),
          sql<string | null>`cast(max(number) as text)`.as("last"),
        ])
        .where("number", "<=", last);
      if (from !== null) query = query.where("at", ">=", from);
      if (to !== null) query = query.where("at", "<", to);
      const span = await query.executeTakeFirstOrThrow();
      if (span.first === null || span.last === null) return null;
      return { first: Number(span.first), last: Number(span.last) };
    },
    findJournal: (filter, before, limit) => findJournal(database, filter, before, limit),
  };
}

async function newestUserId(
  database: Transaction<RegistrySchema>,
  customerId: string,
): Promise<string | null> {
  const row = await database
    .selectFrom("tokens")
    .select("user_id")
    .where("customer_id", "=", customerId)
    .orderBy("user_id", "desc")
    .limit(1)
    .executeTakeFirst();
  return row?.user_id ?? null;
}

async function journalEnd(database: Kysely<RegistrySchema>): Promise<JournalEnd> {
  const { head, last } = await database
    .selectNoFrom((from) => [
      from.selectFrom("kiosk").select("value").where("key", "=", headKey).as("head"),
      from
        .selectFrom("journal")
        .select(sql<string>`cast(max(number) as text)`.as("last"))
        .as("last"),
    ])
    .executeTakeFirstOrThrow();
  return { head: headFrom(head), lastNumber: Number(last ?? 0) };
}

/** Along the index of times, from its end: however long the journal is, few rows are looked at. */
async function clockEvidence(database: Kysely<RegistrySchema>): Promise<ClockEvidence> {
  const { confirmed } = await database
    .selectFrom("journal")
    .select(sql<string | null>`cast(max(number) as text)`.as("confirmed"))
    .where("action", "=", "clock-confirm")
    .executeTakeFirstOrThrow();
  const newest = await database
    .selectFrom("journal")
    .select(sql<string>`cast(at as text)`.as("at"))
    .where("action", "not in", untimedActions)
    .where("number", ">=", Number(confirmed ?? 0))
    .orderBy("journal.at", "desc")
    .limit(1)
    .executeTakeFirst();
  return {
    newestAt: newest === undefined ? null : Number(newest.at),
    confirmedBy: Number(confirmed ?? 0),
  };
}

async function writeHead(
  database: Transaction<RegistrySchema>,
  { count, lastMac, mac }: JournalHead,
): Promise<void> {
  const value = `${String(count)} ${lastMac} ${mac}`;
  await database
    .insertInto("kiosk")
    .values({ key: headKey, value })
    .onConflict((conflict) => conflict.column("key").doUpdateSet({ value }))
    .execute();
}

function headFrom(value: unknown): JournalHead | null {
  if (typeof value !== "string") return null;
  const [count, lastMac = "", mac = ""] = value.split(" ");
  return { count: Number(count), lastMac, mac };
}
