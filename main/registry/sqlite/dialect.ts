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
import { RegistryBusy } from "../../core/domain/registry-busy.ts";

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

/** How long SQLite may wait for another process at a time, in which this one stands still. */
export const busyMilliseconds = 50;
/** How often it is tried until the transaction is refused: for 3 s, as the codes of several kiosks are judged one by one. */
const patience = 60;
/** SQLITE_BUSY, a primary result code of https://sqlite.org/rescode.html. */
const busy = 5;

/**
 * Takes the write lock at the start, but of one that only reads: a transaction that first reads can't fail later because
 * another process wrote.
 */
class ImmediateDriver extends SqliteDriver {
  readonly #database: DatabaseSync;
  /** What was held for all of its patience is given one try, until it is free again: a second wait would tell no more. */
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
    for (let tries = 1; ; tries += 1) {
      try {
        await connection.executeQuery(CompiledQuery.raw("begin immediate"));
        this.#patience = patience;
        return;
      } catch (error) {
        if (!(error instanceof RegistryBusy)) throw error;
        if (tries >= this.#patience) {
          this.#patience = 1;
          throw error;
        }
      }
      // The window and its customer go on meanwhile.
      await nextTurn();
    }
  }

  /** SQLite rolls back by itself at a full disk; a second time would fail, and hide why the first was needed. */
  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    if (this.#database.isTransaction) await super.rollbackTransaction(connection);
  }
}

/** What another process keeps from being done is told by the registry's own error. */
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
