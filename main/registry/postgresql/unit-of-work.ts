import { sql } from "kysely";
import type { Kysely } from "kysely";
import type { JournalSeal } from "../../core/domain/journal-chain.ts";
import { RegistryBusy } from "../../core/domain/registry-errors.ts";
import type { Registry, RegistryRows } from "../../core/ports/registry.ts";
import type { ChainSlot } from "./chain-slots.ts";
import { asRegistryError, DatabaseError } from "./database-errors.ts";
import type { IdentityRow, NetworkSchema } from "./network-schema.ts";
import { beginWriting, readRows } from "./write-transaction.ts";
import type { WriteTransaction } from "./write-transaction.ts";

/** What a request finds. */
export interface Begun {
  /** null: nobody has this key. */
  readonly identity: IdentityRow | null;
  /** The database's clock, epoch milliseconds: it judges. */
  readonly at: number;
  /** The sealed document of the kiosk's sessions; null: there is none yet. */
  readonly session: { readonly version: number; readonly document: string } | null;
  /** The sealed answer that was given to this request before; null: none was. */
  readonly answered: string | null;
}

/**
 * All that one request of a kiosk does, as one transaction: what its operation writes, the kiosk's sessions and the
 * answer, by which the request is recognised when it comes again. So either all of it is done, or nothing.
 */
export interface UnitOfWork {
  /** The first transaction begins the unit's, each later one goes on in it; a failed one takes back all of them. */
  readonly registry: Pick<Registry, "transact" | "read">;
  /**
   * Ends the unit: writes the sessions, of which a relying system has none (null), and the answer, and commits. Rejects
   * with `Overtaken` where another request has changed the sessions or has answered this one, with `DatabaseError` and
   * with `RegistryBusy`.
   */
  finish(end: { readonly document: string | null; readonly answer: string }): Promise<void>;
  /** Whether something waits for `finish`. */
  hasWritten(): boolean;
  /** Takes back what wasn't finished. */
  abandon(): Promise<void>;
}

/** Thrown where another request of the same kiosk came first: nothing was done, and all of this one begins again. */
export class Overtaken extends Error {}

/** One statement, outside of any transaction. */
export async function begun(
  database: Kysely<NetworkSchema>,
  fingerprint: string,
  requestId: string,
): Promise<Begun> {
  try {
    const { rows } = await sql<
      IdentityRow & {
        readonly now: number;
        readonly known: string | null;
        readonly session_version: number | null;
        readonly document: string | null;
        readonly answer: string | null;
      }
    >`select identities.*, identities.fingerprint as known,
        cast(extract(epoch from clock_timestamp()) * 1000 as bigint) as now,
        kiosk_sessions.version as session_version, document, answer
      from (values (cast(${fingerprint} as text))) as asked (key)
      left join identities on identities.fingerprint = asked.key
      left join kiosk_sessions on kiosk_sessions.fingerprint = asked.key
      left join requests on requests.fingerprint = asked.key and requests.id = ${requestId}`.execute(
      database,
    );
    const [row] = rows;
    if (row === undefined) throw new Error("The database answered no row");
    const { now, known, session_version: version, document, answer, ...identity } = row;
    return {
      identity: known === null ? null : identity,
      at: now,
      session: version === null || document === null ? null : { version, document },
      answered: answer,
    };
  } catch (error) {
    throw asRegistryError(error);
  }
}

/** The request of a unit; `at`: when it came, by the database's clock. */
interface UnitRequest {
  readonly fingerprint: string;
  readonly id: string;
  readonly at: number;
}

/** A transaction that lost against others is done again this often, before anything of its unit was written. */
const attempts = 4;

export function unitOfWork(
  database: Kysely<NetworkSchema>,
  request: UnitRequest,
  sessionVersion: number | null,
  parts: {
    readonly seal: JournalSeal;
    readonly slot: () => ChainSlot;
    /** See `beginWriting`. */
    readonly announced: (() => void) | null;
  },
): UnitOfWork {
  const { fingerprint, id } = request;
  let open: WriteTransaction | null = null;

  const begin = async (): Promise<WriteTransaction> => {
    const begunNow = await beginWriting(database, parts.seal, parts.slot(), parts.announced);
    try {
      // It waits for a request of the same id that is under way.
      if (!(await isNew(begunNow.database, request))) throw new Overtaken();
      return begunNow;
    } catch (error) {
      await begunNow.rollback();
      throw error;
    }
  };
  const abandon = async (): Promise<void> => {
    const given = open;
    open = null;
    await given?.rollback();
  };
  const once = async <T>(work: (rows: RegistryRows) => Promise<T>): Promise<T> => {
    try {
      open ??= await begin();
      const answer = await work(open.rows);
      await open.flush();
      return answer;
    } catch (error) {
      await abandon();
      throw asRegistryError(error);
    }
  };
  const transact: Registry["transact"] = async (work) => {
    // What an earlier transaction of this unit wrote would be lost with another attempt.
    for (let left = open === null ? attempts : 1; ; left -= 1) {
      try {
        return await once(work);
      } catch (error) {
        if (!(error instanceof RegistryBusy) || left <= 1) throw error;
      }
    }
  };
  const save = async (
    { database: transaction }: WriteTransaction,
    document: string,
    answer: string,
  ): Promise<boolean> => {
    const { rows } = await sql<{ saved: number }>`with saved as (
        insert into kiosk_sessions (fingerprint, version, document)
        values (${fingerprint}, 1, ${document})
        on conflict (fingerprint) do update
          set version = kiosk_sessions.version + 1, document = excluded.document
          where kiosk_sessions.version = ${sessionVersion ?? -1}
        returning version),
      answered as (update requests set answer = ${answer}
        where fingerprint = ${fingerprint} and id = ${id})
      select cast(count(*) as integer) as saved from saved
        where version = ${(sessionVersion ?? 0) + 1}`.execute(transaction);
    return rows[0]?.saved === 1;
  };
  const answerOnly = async (
    { database: transaction }: WriteTransaction,
    answer: string,
  ): Promise<void> => {
    await transaction
      .updateTable("requests")
      .set({ answer })
      .where("fingerprint", "=", fingerprint)
      .where("id", "=", id)
      .execute();
  };
  return {
    registry: {
      transact,
      read: async (work) => {
        if (open === null) return readRows(database, parts.seal, work);
        return once(work);
      },
    },
    hasWritten: () => open !== null,
    abandon,
    async finish({ document, answer }) {
      try {
        open ??= await begin();
        if (document === null) await answerOnly(open, answer);
        else if (!(await save(open, document, answer))) throw new Overtaken();
      } catch (error) {
        await abandon();
        throw asRegistryError(error);
      }
      const ended = open;
      open = null;
      try {
        await ended.commit();
      } catch (error) {
        const failure = asRegistryError(error);
        if (!(failure instanceof DatabaseError)) throw failure;
        // Where that can't be told either, it is unknown: to be busy would mean that nothing was done.
        const isDoneAllTheSame = await isDone(database, request).catch(() => false);
        if (!isDoneAllTheSame) throw failure;
      }
    },
  };
}

/**
 * Whether a transaction was committed whose COMMIT got no answer. Its request's row says so; where there is none yet, this
 * one is written, so that a transaction which is still under way can't be committed afterwards.
 */
async function isDone(database: Kysely<NetworkSchema>, request: UnitRequest): Promise<boolean> {
  return !(await isNew(database, request));
}

/** Writes the row of a request that has no answer yet; false: it has one. */
async function isNew(database: Kysely<NetworkSchema>, request: UnitRequest): Promise<boolean> {
  const { fingerprint, id, at } = request;
  const { numInsertedOrUpdatedRows } = await database
    .insertInto("requests")
    .values({ fingerprint, id, at, answer: null })
    .onConflict((conflict) =>
      conflict
        .columns(["fingerprint", "id"])
        .doUpdateSet({ at })
        .where("requests.answer", "is", null),
    )
    .executeTakeFirst();
  return numInsertedOrUpdatedRows !== 0n;
}
