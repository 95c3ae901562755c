import type { Kysely, Selectable, Transaction } from "kysely";
import { sql } from "kysely";
import { appended, sealedHead } from "../core/domain/journal-chain.ts";
import type { JournalHead, JournalSeal } from "../core/domain/journal-chain.ts";
import type { JournalEvent } from "../core/domain/journal-event.ts";
import { untimedActions } from "../core/domain/journal-event.ts";
import type { ClockEvidence, JournalEnd, JournalReader } from "../core/ports/registry.ts";
import type { Facts } from "./facts.ts";
import { findJournal } from "./find-journal.ts";
import { demandSeal } from "./demand.ts";
import { journalColumns, journalRowFrom } from "./mapping.ts";
import type { RegistrySchema } from "./schema.ts";

const headKey = "journal-head";
/** Well below the number of parameters that one statement of SQLite may have. */
const mostWaiting = 500;

/** Appends to the journal within one transaction. */
export interface JournalAppender {
  append(event: JournalEvent): Promise<void>;
  /** Writes the rows that were appended; the head is a fact, which is written with the others. */
  flush(): Promise<void>;
}

/**
 * `knownUserId`: the customer's newest user ID where the transaction knows it already (undefined: it doesn't), so that
 * each row gets it without another query.
 */
export function journalAppenderIn(
  database: Transaction<RegistrySchema>,
  facts: Facts,
  seal: JournalSeal | null,
  knownUserId: (customerId: string) => string | null | undefined,
): JournalAppender {
  let waiting: Selectable<RegistrySchema["journal"]>[] = [];
  let end: JournalEnd | null = null;
  return {
    async append(event) {
      const { kiosk, mac } = demandSeal(seal);
      const { at, customerId, action, outcome, staffId = null, detail = null } = event;
      const newest = async (id: string) => {
        const known = knownUserId(id);
        return known === undefined ? newestUserId(database, id) : known;
      };
      const userId = event.userId ?? (customerId && (await newest(customerId)));
      end ??= {
        head: headFrom(await facts.read(headKey)),
        lastNumber: await facts.lastJournalNumber(),
      };
      const entry = { at, kiosk, customerId, userId, action, outcome, staffId, detail };
      const { row, head } = appended(entry, end, mac);
      end = { head, lastNumber: row.number };
      waiting.push({
        ...{ number: row.number, at, kiosk, customer_id: customerId, user_id: userId },
        ...{ action, outcome, staff_id: staffId, detail, mac: row.mac },
      });
      await facts.write(headKey, headText(head));
      if (waiting.length >= mostWaiting) await this.flush();
    },
    async flush() {
      const rows = waiting;
      waiting = [];
      if (rows.length > 0) await database.insertInto("journal").values(rows).execute();
    },
  };
}

/** Seals the head of a journal that has neither a head nor rows; any other is left unchanged. */
export async function sealEmptyJournal(facts: Facts, { mac }: JournalSeal): Promise<void> {
  if ((await facts.read(headKey)) !== null || (await facts.lastJournalNumber()) > 0) return;
  await facts.write(headKey, headText(sealedHead(0, "", mac)));
}

/** Reads without a transaction: one statement sees one moment, and rows up to a head never change. */
export function journalReaderIn(database: Kysely<RegistrySchema>): JournalReader {
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

/** It reads along the index of times, from its end, so that few rows are read however long the journal is. */
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

function headText({ count, lastMac, mac }: JournalHead): string {
  return `${String(count)} ${lastMac} ${mac}`;
}

function headFrom(value: unknown): JournalHead | null {
  if (typeof value !== "string") return null;
  const [count, lastMac = "", mac = ""] = value.split(" ");
  return { count: Number(count), lastMac, mac };
}
