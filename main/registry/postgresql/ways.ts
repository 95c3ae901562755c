import { sql } from "kysely";
import type { RawBuilder, Transaction } from "kysely";
import { nextUserId, userIdsLeft } from "../../core/domain/user-id.ts";
import type { DatabaseWays, RowLocks, UserIds } from "../database-ways.ts";
import { headFrom } from "../journal-rows.ts";
import type { ChainSlot } from "./chain-slots.ts";
import type { NetworkSchema } from "./network-schema.ts";

/** The ways of PostgreSQL, where many transactions run at once. `slot`: the chain to which this one appends. */
export function postgresqlWays(
  database: Transaction<NetworkSchema>,
  slot: Pick<ChainSlot, "writer" | "isShared">,
): DatabaseWays {
  return {
    locks: rowLocks(database),
    chain: chainOf(database, slot),
    userIds: userIdsIn(database),
    async sealingKey() {
      // A statement that waited for a lock answers the row as it is by then.
      const row = await database
        .selectFrom("kiosk")
        .select("value")
        .where("key", "=", "sealing-key")
        .forShare()
        .executeTakeFirst();
      return row?.value ?? null;
    },
  };
}

/** Those of a transaction that only reads: it takes no lock. */
export function readingWays(database: Transaction<NetworkSchema>): DatabaseWays {
  const nothing = async (): Promise<void> => undefined;
  return {
    ...postgresqlWays(database, { writer: "", isShared: false }),
    locks: {
      customerById: nothing,
      customerByLoginId: nothing,
      staff: nothing,
      stranger: nothing,
    },
    sealingKey: (fact) => fact(),
  };
}

/**
 * The lock is a statement of its own: the statement that waits for it would see the other tables as they were before it
 * waited.
 */
function rowLocks(database: Transaction<NetworkSchema>): RowLocks {
  const customer = async (column: "id" | "login_id", value: string) => {
    await database
      .selectFrom("customers")
      .select("id")
      .where(column, "=", value)
      .forUpdate()
      .execute();
  };
  return {
    customerById: (id) => customer("id", id),
    customerByLoginId: (loginId) => customer("login_id", loginId),
    async staff(id) {
      await database.selectFrom("staff").select("id").where("id", "=", id).forUpdate().execute();
    },
    async stranger(subject) {
      // There may be no row yet.
      await sql`select pg_advisory_xact_lock(hashtextextended(${subject}, 0))`.execute(database);
    },
  };
}

function chainOf(
  database: Transaction<NetworkSchema>,
  { writer, isShared }: Pick<ChainSlot, "writer" | "isShared">,
): DatabaseWays["chain"] {
  return {
    writer,
    async end() {
      // A chain's first row has no row before it that could be locked.
      const lock = sql`select pg_advisory_xact_lock(hashtextextended(${`chain ${writer}`}, 0))`;
      if (isShared) await lock.execute(database);
      const last = database
        .selectFrom("journal")
        .select(sql<string | null>`cast(max(number) as text)`.as("last"))
        .where("writer", "=", writer);
      const { head, last: number } = await database
        .selectNoFrom([headOf(writer).as("head"), last.as("last")])
        .executeTakeFirstOrThrow();
      return { head: headFrom(head), lastNumber: Number(number ?? 0) };
    },
    async write({ count, lastMac, mac }) {
      await database
        .insertInto("journal_heads")
        .values({ writer, count, last_mac: lastMac, mac })
        .onConflict((conflict) =>
          conflict.column("writer").doUpdateSet({ count, last_mac: lastMac, mac }),
        )
        .execute();
    },
  };
}

/** The head of a chain as `headText`. */
export function headOf(writer: string): RawBuilder<string | null> {
  return sql<string | null>`(select count || ' ' || last_mac || ' ' || mac
    from journal_heads where writer = ${writer})`;
}

/** A sequence: a number that was taken by a transaction which failed stays unused. */
function userIdsIn(database: Transaction<NetworkSchema>): UserIds {
  let known = "";
  const greatest = async (): Promise<string | null> => {
    const { rows } = await sql<{ last_value: number; is_called: boolean }>`
      select last_value, is_called from user_ids`.execute(database);
    const [last] = rows;
    return last?.is_called === true ? written(last.last_value) : null;
  };
  const record = async (userId: string): Promise<void> => {
    if (userId <= known) return;
    const { rows } = await sql<{ last: number | null }>`
      select setval('user_ids', ${Number(userId)}) as last where not exists (
        select from user_ids where is_called and last_value >= ${Number(userId)})`.execute(
      database,
    );
    known = written(rows[0]?.last ?? Number(userId));
  };
  return {
    greatest,
    record,
    async take(range) {
      const first = Number(range.firstUserId);
      let { next } = await nextOf(database);
      if (next < first) {
        await record(written(first - 1));
        ({ next } = await nextOf(database));
      }
      const userId = nextUserId(written(next - 1), range.firstUserId);
      known = userId;
      return userIdsLeft(written(next - 1), range) === 0 ? null : userId;
    },
  };
}

async function nextOf(database: Transaction<NetworkSchema>): Promise<{ readonly next: number }> {
  const { rows } = await sql<{ next: number }>`select nextval('user_ids') as next`.execute(
    database,
  );
  const [row] = rows;
  if (row === undefined) throw new Error("The sequence gave no number");
  return row;
}

function written(userId: number): string {
  return String(userId).padStart(12, "0");
}
