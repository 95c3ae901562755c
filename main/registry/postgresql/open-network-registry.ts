import { Kysely, PostgresDialect, sql } from "kysely";
import type { Transaction } from "kysely";
import { ok, refused } from "../../../preload/contract/result.ts";
import type { Result } from "../../../preload/contract/result.ts";
import type { JournalSeal } from "../../core/domain/journal-chain.ts";
import { RegistryBusy } from "../../core/domain/registry-errors.ts";
import type { JournalReader } from "../../core/ports/journal-reader.ts";
import type { OpenedRegistry, RegistryRows } from "../../core/ports/registry.ts";
import { journalReaderIn, sealEmptyJournal } from "../journal-rows.ts";
import { demandSeal } from "../demand.ts";
import { listCustomers } from "../list-customers.ts";
import { listTokens } from "../list-tokens.ts";
import type { RegistrySchema } from "../schema.ts";
import { chainSlots, firstChain } from "./chain-slots.ts";
import type { ChainSlot } from "./chain-slots.ts";
import { asRegistryError, databaseFaultOf } from "./database-errors.ts";
import type { DatabaseFault } from "./database-errors.ts";
import { HostsPool } from "./hosts-pool.ts";
import type { DatabaseSettings } from "./hosts-pool.ts";
import { fitOf, migrateSchema, schemaVersion } from "./migrate.ts";
import type { NetworkSchema } from "./network-schema.ts";
import { begun, unitOfWork } from "./unit-of-work.ts";
import type { Begun, UnitOfWork } from "./unit-of-work.ts";
import { headOf } from "./ways.ts";
import { beginWriting, readRows } from "./write-transaction.ts";

/** A bank's registry, as one service uses it. */
export interface NetworkRegistry {
  readonly database: Kysely<NetworkSchema>;
  /** For upkeep and commands: each `transact` is a transaction of its own. Its ends and spans are its first chain's. */
  readonly registry: OpenedRegistry;
  /** The state in which a kiosk's request finds the database. */
  begin(fingerprint: string, requestId: string): Promise<Begun>;
  /** `kiosk`: the name in the journal. */
  unit(
    request: { readonly fingerprint: string; readonly id: string; readonly at: number },
    sessionVersion: number | null,
    kiosk: string,
  ): UnitOfWork;
  /** One transaction of maintenance, with the tables themselves beside the rows under `seal`. */
  maintain<T>(
    seal: JournalSeal | null,
    work: (rows: RegistryRows, transaction: Transaction<NetworkSchema>) => Promise<T>,
  ): Promise<T>;
  /** The names of all chains of the journal. */
  writers(): Promise<readonly string[]>;
  journalOf(writer: string): JournalReader;
  /** Whether each commit waits for a second machine. */
  hasStandby(): Promise<boolean>;
  readonly pool: Pick<HostsPool, "failovers" | "load">;
  close(): Promise<void>;
}

const attempts = 4;
/** A migration may build an index over millions of rows. */
const migrationMs = 60 * 60_000;

function open(settings: DatabaseSettings): {
  readonly pool: HostsPool;
  readonly database: Kysely<NetworkSchema>;
} {
  const pool = new HostsPool(settings);
  return { pool, database: new Kysely<NetworkSchema>({ dialect: new PostgresDialect({ pool }) }) };
}

/** The tables of the registry among those of the network. */
function registrys(database: Kysely<NetworkSchema>): Kysely<RegistrySchema> {
  return database;
}

/** Brings the database's schema up to date; answers the versions before and after. */
export async function migrateNetworkRegistry(
  settings: DatabaseSettings,
): Promise<Result<{ readonly from: number; readonly to: number }, DatabaseFault>> {
  const { database } = open({
    ...{ ...settings, connections: 1 },
    limits: { query: migrationMs, lock: migrationMs, idleInTransaction: migrationMs },
  });
  try {
    return await migrateSchema(registrys(database));
  } catch (error) {
    const fault = databaseFaultOf(asRegistryError(error));
    if (fault === null) throw error;
    return refused(fault);
  } finally {
    await database.destroy();
  }
}

/**
 * Opens the registry in a database whose schema this program knows. `writer`: the service's name. `announced`: called
 * after each commit with changes that the internet bank is to be told of; null: nothing is written for it. `isShared`:
 * several processes are called `writer` at once, as commands are.
 */
export async function openNetworkRegistry(
  settings: DatabaseSettings,
  writer: string,
  announced: (() => void) | null = null,
  { isShared = false } = {},
): Promise<Result<NetworkRegistry, DatabaseFault>> {
  const { pool, database } = open(settings);
  try {
    const fit = fitOf(await schemaVersion(registrys(database)));
    const slot = chainSlots(writer, isShared);
    if (fit.ok) return ok(registryOver(database, pool, { writer, slot, announced }));
    await database.destroy();
    return fit;
  } catch (error) {
    await database.destroy();
    const fault = databaseFaultOf(asRegistryError(error));
    if (fault === null) throw error;
    return refused(fault);
  }
}

function registryOver(
  database: Kysely<NetworkSchema>,
  pool: HostsPool,
  {
    writer,
    slot,
    announced,
  }: {
    readonly writer: string;
    readonly slot: () => ChainSlot;
    readonly announced: (() => void) | null;
  },
): NetworkRegistry {
  let seal: JournalSeal | null = null;
  const underWay = new Set<Promise<unknown>>();
  /** A transaction that has begun is finished before the registry closes. */
  const noted = async <T>(work: Promise<T>): Promise<T> => {
    underWay.add(work);
    try {
      return await work;
    } finally {
      underWay.delete(work);
    }
  };
  const maintain = async <T>(
    under: JournalSeal | null,
    work: (rows: RegistryRows, transaction: Transaction<NetworkSchema>) => Promise<T>,
  ): Promise<T> => {
    const transaction = await beginWriting(database, under, slot(), announced);
    try {
      const answer = await work(transaction.rows, transaction.database);
      await transaction.flush();
      await transaction.commit();
      return answer;
    } catch (error) {
      await transaction.rollback();
      throw asRegistryError(error);
    }
  };
  const journalOf = (chain: string): JournalReader =>
    journalReaderIn(registrys(database), {
      ...{ writer: chain, place: "journal.place", head: headOf(chain) },
    });
  const close = async () => {
    await Promise.allSettled(underWay);
    await database.destroy();
  };
  const transact: OpenedRegistry["transact"] = async (work) => {
    for (let left = attempts; ; left -= 1) {
      try {
        return await maintain(seal, work);
      } catch (error) {
        if (!(error instanceof RegistryBusy) || left <= 1) throw error;
      }
    }
  };
  return {
    ...{ database, pool, journalOf, maintain, close },
    registry: {
      ...journalOf(firstChain(writer)),
      transact: (work) => noted(transact(work)),
      read: (work) => noted(readRows(database, seal, work)),
      async sealJournal(next) {
        const transaction = await beginWriting(database, next, slot(), null);
        await sealEmptyJournal(transaction.chain, next);
        await transaction.commit();
        seal = next;
      },
      listCustomers: (after, limit) => listCustomers(registrys(database), after, limit),
      listTokens: async (after, limit) =>
        listTokens(registrys(database), demandSeal(seal), after, limit),
      close,
    },
    begin: (fingerprint, requestId) => begun(database, fingerprint, requestId),
    unit(request, sessionVersion, kiosk) {
      if (seal === null) throw new Error("The journal is not sealed yet");
      return unitOfWork(database, request, sessionVersion, {
        ...{ seal: { ...seal, kiosk }, slot, announced },
      });
    },
    async writers() {
      const { rows } = await sql<{ writer: string }>`select writer from journal_heads
        union select distinct writer from journal order by writer`.execute(database);
      return rows.map((row) => row.writer);
    },
    async hasStandby() {
      const { rows } = await sql<{ there: boolean }>`select exists (
        select from pg_stat_replication where sync_state in ('sync', 'quorum')
      ) and current_setting('synchronous_standby_names') <> '' as there`.execute(database);
      return rows[0]?.there === true;
    },
  };
}
