import type { Kysely, RawBuilder, Selectable, Transaction } from "kysely";
import { sql } from "kysely";
import { appended, sealedHead } from "../core/domain/journal-chain.ts";
import type { JournalHead, JournalSeal, Mac } from "../core/domain/journal-chain.ts";
import type { JournalEvent } from "../core/domain/journal-event.ts";
import { untimedActions } from "../core/domain/journal-event.ts";
import type { ClockEvidence, JournalEnd, JournalReader } from "../core/ports/journal-reader.ts";
import { macOfChain } from "./database-ways.ts";
import type { JournalChain } from "./database-ways.ts";
import { findJournal } from "./find-journal.ts";
import type { JournalPlace } from "./find-journal.ts";
import { demandSeal } from "./demand.ts";
import { journalColumns, journalRowFrom } from "./mapping.ts";
import type { RegistrySchema } from "./schema.ts";

const headKey = "journal-head";
/** Well below the number of parameters that one statement of SQLite may have. */
const mostWaiting = 500;

/** Appends to the journal within one transaction. */
export interface JournalAppender {
  append(event: JournalEvent): Promise<void>;
  /** Writes the rows that were appended, and the head. */
  flush(): Promise<void>;
}

/**
 * `knownUserId`: the customer's newest user ID where the transaction knows it already (undefined: it doesn't), so that
 * each row gets it without another query.
 */
export function journalAppenderIn(
  database: Transaction<RegistrySchema>,
  chain: JournalChain,
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
      const chainMac = macOfChain(mac, chain.writer);
      end ??= begunAt(await chain.end(), chain, chainMac);
      const entry = { at, kiosk, customerId, userId, action, outcome, staffId, detail };
      const { row, head } = appended(entry, end, chainMac);
      end = { head, lastNumber: row.number };
      waiting.push({
        ...{ writer: chain.writer, number: row.number, at, kiosk, customer_id: customerId },
        ...{ user_id: userId, action, outcome, staff_id: staffId, detail, mac: row.mac },
      });
      if (waiting.length >= mostWaiting) await this.flush();
    },
    async flush() {
      const rows = waiting;
      waiting = [];
      const head = end?.head ?? null;
      if (rows.length === 0 || head === null) return;
      await database.insertInto("journal").values(rows).execute();
      await chain.write(head);
    },
  };
}

/**
 * Of several chains each begins with its first row. That all of one is gone is not seen by itself: the witnesses of the
 * heads tell.
 */
function begunAt(end: JournalEnd, { writer }: JournalChain, mac: Mac): JournalEnd {
  if (writer === "" || end.head !== null || end.lastNumber > 0) return end;
  return { ...end, head: sealedHead(0, "", mac) };
}

/** Seals the head of a journal that has neither a head nor rows; any other is left unchanged. */
export async function sealEmptyJournal(chain: JournalChain, { mac }: JournalSeal): Promise<void> {
  const { head, lastNumber } = await chain.end();
  if (head !== null || lastNumber > 0) return;
  await chain.write(sealedHead(0, "", macOfChain(mac, chain.writer)));
}

/** A chain, and where a database keeps what belongs to it. */
export interface ReadChain {
  /** null: the registry's only chain. */
  readonly writer: string | null;
  readonly place: JournalPlace;
  /** The chain's head as `headText`. */
  readonly head: RawBuilder<string | null>;
}

/** The chain of a registry that has one. */
const onlyChain: ReadChain = {
  writer: null,
  place: "journal.number",
  head: sql`(select value from kiosk where key = ${sql.lit(headKey)})`,
};

/**
 * Reads without a transaction: one statement sees one moment, and rows up to a head never change. Ends, spans and rows
 * are those of one chain; searches see all.
 */
export function journalReaderIn(
  database: Kysely<RegistrySchema>,
  { writer, place, head }: ReadChain = onlyChain,
): JournalReader {
  const chain = database
    .selectFrom("journal")
    .$if(writer !== null, (rows) => rows.where("writer", "=", writer ?? ""));
  return {
    async journalEnd() {
      const last = chain
        .select(sql<string | null>`cast(max(number) as text)`.as("last"))
        .as("last");
      const end = await database.selectNoFrom([head.as("head"), last]).executeTakeFirstOrThrow();
      return { head: headFrom(end.head), lastNumber: Number(end.last ?? 0) };
    },
    clockEvidence: () => clockEvidence(database, place),
    async journalRows(after, last, limit) {
      let query = chain
        .select(journalColumns)
        .where("number", "<=", last)
        .orderBy("journal.number")
        .limit(limit);
      if (after !== null) query = query.where("number", ">", after);
      return (await query.execute()).map(journalRowFrom);
    },
    async journalSpan(from, to, last) {
      let query = chain
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
    findJournal: (filter, before, limit) => findJournal(database, place, filter, before, limit),
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

/** It reads along the index of times, from its end, so that few rows are read however long the journal is. */
async function clockEvidence(
  database: Kysely<RegistrySchema>,
  place: JournalPlace,
): Promise<ClockEvidence> {
  const { confirmed } = await database
    .selectFrom("journal")
    .select(sql<string | null>`cast(max(${sql.ref(place)}) as text)`.as("confirmed"))
    .where("action", "=", "clock-confirm")
    .executeTakeFirstOrThrow();
  const newest = await database
    .selectFrom("journal")
    .select(sql<string>`cast(at as text)`.as("at"))
    .where("action", "not in", untimedActions)
    .where(sql.ref(place), ">=", Number(confirmed ?? 0))
    .orderBy("journal.at", "desc")
    .limit(1)
    .executeTakeFirst();
  return {
    newestAt: newest === undefined ? null : Number(newest.at),
    confirmedBy: Number(confirmed ?? 0),
  };
}

/** A head as the text of a fact. */
export function headText({ count, lastMac, mac }: JournalHead): string {
  return `${String(count)} ${lastMac} ${mac}`;
}

/** The head in a fact's text; null: there is none. */
export function headFrom(value: unknown): JournalHead | null {
  if (typeof value !== "string") return null;
  const [count, lastMac = "", mac = ""] = value.split(" ");
  return { count: Number(count), lastMac, mac };
}
