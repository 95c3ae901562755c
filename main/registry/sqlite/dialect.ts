import type { DatabaseSync } from "node:sqlite";
import { setImmediate as nextTurn } from "node:timers/promises";
import { CompiledQuery, SqliteDialect, SqliteDriver } from "kysely";
import type {
  DatabaseConnection,
  Driver,
  SqliteDatabase,
  SqliteDialectConfig,
  SqliteStatement,
  TransactionSettings,
} from "kysely";
import { RegistryBusy } from "../../core/domain/registry-errors.ts";

/** Kysely's SQLite dialect over an open `node:sqlite` database, which Kysely closes when it is destroyed. */
export class NodeSqliteDialect extends SqliteDialect {
  readonly #config: SqliteDialectConfig;
  readonly #database: DatabaseSync;

  constructor(database: DatabaseSync) {
    const config = { database: asKyselyExpects(database) };
    super(config);
    this.#config = config;
    this.#database = database;
  }

  override createDriver(): Driver {
    return new ImmediateDriver(this.#config, this.#database);
  }
}

/** How long SQLite may wait for another process at a time, during which this process stands still. */
export const busyMilliseconds = 50;
/**
 * The number of attempts before the transaction is refused: 3 s, as the codes of several kiosks are verified one by
 * one.
 */
const patience = 60;
/** SQLITE_BUSY, a primary result code of https://sqlite.org/rescode.html. */
const busy = 5;

/**
 * Takes the write lock at the start, except for a transaction that only reads: so a transaction that reads first can't
 * fail later because another process wrote.
 */
class ImmediateDriver extends SqliteDriver {
  readonly #database: DatabaseSync;
  /**
   * After a wait that used up all attempts, each transaction gets one attempt until the lock is free again: a second
   * wait would prove no more.
   */
  #patience = patience;

  constructor(config: SqliteDialectConfig, database: DatabaseSync) {
    super(config);
    this.#database = database;
  }

  override async beginTransaction(
    connection: DatabaseConnection,
    settings?: TransactionSettings,
  ): Promise<void> {
    if (settings?.accessMode === "read only") {
      await connection.executeQuery(CompiledQuery.raw("begin"));
      return;
    }
    for (let attempts = 1; ; attempts += 1) {
      try {
        await connection.executeQuery(CompiledQuery.raw("begin immediate"));
        this.#patience = patience;
        return;
      } catch (error) {
        if (!(error instanceof RegistryBusy)) throw error;
        if (attempts >= this.#patience) {
          this.#patience = 1;
          throw error;
        }
      }
      // This gives the window and its customer their turn.
      await nextTurn();
    }
  }

  /**
   * SQLite rolls back by itself at a full disk; a second rollback would fail, and hide the error that required the
   * first.
   */
  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    if (this.#database.isTransaction) await super.rollbackTransaction(connection);
  }
}

/** A lock of another process becomes the registry's own error. */
function orBusy<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    const isBusy =
      error instanceof Error && "errcode" in error && (Number(error.errcode) & 0xff) === busy;
    throw isBusy ? new RegistryBusy(error) : error;
  }
}

/** Keeps every statement prepared: the kiosk has a few dozen texts, each used again and again. */
function asKyselyExpects(database: DatabaseSync): SqliteDatabase {
  const statements = new Map<string, SqliteStatement>();
  return {
    close: () => {
      database.close();
    },
    prepare: (text) => {
      const known = statements.get(text) ?? orBusy(() => prepared(database, text));
      statements.set(text, known);
      return known;
    },
  };
}

function prepared(database: DatabaseSync, text: string): SqliteStatement {
  const statement = database.prepare(text);
  return {
    reader: statement.columns().length > 0,
    all: (values) => orBusy(() => statement.all(...values.map(storable))),
    run: (values) => orBusy(() => statement.run(...values.map(storable))),
    iterate: (values) => statement.iterate(...values.map(storable)),
  };
}

function storable(value: unknown): string | number | null {
  if (value === null || typeof value === "string" || typeof value === "number") return value;
  throw new TypeError("The registry stores text, numbers and null only");
}
