import { accessSync, chmodSync, closeSync, constants, openSync, statSync } from "node:fs";
import { dirname } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { Kysely, sql } from "kysely";
import { ok, refused } from "../../../preload/contract/result.ts";
import type { Result } from "../../../preload/contract/result.ts";
import type { JournalAnchor } from "../../core/domain/journal-chain.ts";
import { RegistryBusy } from "../../core/domain/registry-busy.ts";
import type { OpenedRegistry } from "../../core/ports/registry.ts";
import { syncNow } from "../../adapters/sync-folder.ts";
import { busyMilliseconds, NodeSqliteDialect } from "./dialect.ts";
import { applicationId, inspect } from "./inspect.ts";
import { makeFolder } from "./make-folder.ts";
import { migrations } from "../migrations.ts";
import { refreshSearchKeys } from "../refresh-search-keys.ts";
import { registryOver } from "../transactions.ts";
import { indexAddresses } from "../retention-rows.ts";
import type { RegistrySchema } from "../schema.ts";
import { isOnSharedFileSystem } from "./shared-folder.ts";

export type RegistryFault =
  | "registry-newer"
  | "registry-damaged"
  | "registry-rolled-back"
  | "registry-unavailable"
  | "data-folder-unwritable"
  | "data-folder-shared";

/** How long another process may hold the file while it is opened; afterwards it is the dialect that waits. */
const openingMilliseconds = 500;

/**
 * Opens the registry at `path`, creating folder and file (mode 600) where they are missing and bringing
 * an older schema up to date. An existing file is looked at read-only first: a newer or damaged one, and one without
 * the row of `anchor`, is left byte for byte as it was. A folder where no registry is safe takes none. `registry-unavailable`: another process holds it.
 */
export async function openRegistry(
  path: string,
  anchor: JournalAnchor | null = null,
): Promise<Result<OpenedRegistry, RegistryFault>> {
  let database: DatabaseSync | null = null;
  try {
    if (exists(dirname(path)) && isOnSharedFileSystem(dirname(path))) {
      return refused("data-folder-shared");
    }
    if (exists(path)) {
      const found = inspect(path, anchor);
      if (found !== "ours" && found !== "new") return refused(found);
      makeSureWritable(path);
    } else if (anchor !== null) {
      return refused("registry-rolled-back");
    } else {
      create(path);
    }
    database = new DatabaseSync(path, { timeout: openingMilliseconds });
    // Only the log's own file can say whether the newest commit is durable: FULL syncs it at each commit.
    // secure_delete: a destroyed secret is overwritten in its page of the file; the log holds the former page until it is written over.
    const { journal_mode: mode } = database.prepare("pragma journal_mode = wal").get() ?? {};
    // SQLite goes on without the log where it can't have one, and says so in this answer alone.
    if (mode !== "wal") {
      database.close();
      return refused("data-folder-shared");
    }
    database.exec("pragma synchronous = full; pragma foreign_keys = on; pragma secure_delete = on");
    database.exec(`pragma busy_timeout = ${String(busyMilliseconds)}`);
    const kysely = new Kysely<RegistrySchema>({ dialect: new NodeSqliteDialect(database) });
    await migrate(kysely);
    await refreshSearchKeys(kysely);
    await indexAddresses(kysely);
    return ok(registryOver(kysely));
  } catch (error) {
    if (database?.isOpen === true) database.close();
    const fault = registryFaultOf(error);
    if (fault === null) throw error;
    return refused(fault);
  }
}

function exists(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false }) !== undefined;
}

/** SQLite would make the file readable for all; -wal and -shm take over the mode of the file. */
function create(path: string): void {
  const folder = dirname(path);
  makeFolder(folder);
  closeSync(openSync(path, "wx", 0o600));
  syncNow(folder);
}

function makeSureWritable(path: string): void {
  accessSync(dirname(path), constants.W_OK | constants.X_OK);
  accessSync(path, constants.R_OK | constants.W_OK);
  chmodSync(path, 0o600);
}

/** Each migration and its number commit together, so a crash between two leaves a known version. */
async function migrate(kysely: Kysely<RegistrySchema>): Promise<void> {
  let hasChanged = false;
  for (const [at, migration] of migrations.entries()) {
    const isNew = await kysely.transaction().execute(async (transaction) => {
      const { rows } = await sql<{ user_version: number }>`pragma user_version`.execute(
        transaction,
      );
      if ((rows[0]?.user_version ?? 0) > at) return false;
      await migration(transaction.schema, transaction);
      await sql.raw(`pragma application_id = ${String(applicationId)}`).execute(transaction);
      await sql.raw(`pragma user_version = ${String(at + 1)}`).execute(transaction);
      return true;
    });
    hasChanged ||= isNew;
  }
  // What a migration took away mustn't lie on in the log. While another process reads it, it does until it is written over.
  if (hasChanged) await sql`pragma wal_checkpoint(truncate)`.execute(kysely);
}

/** SQLite's primary result codes (https://sqlite.org/rescode.html), and what the file system refuses. */
const sqliteFaults: Readonly<Record<number, RegistryFault>> = {
  5: "registry-unavailable", // BUSY
  6: "registry-unavailable", // LOCKED
  8: "data-folder-unwritable", // READONLY
  10: "registry-damaged", // IOERR
  11: "registry-damaged", // CORRUPT
  13: "data-folder-unwritable", // FULL
  14: "data-folder-unwritable", // CANTOPEN
  15: "data-folder-shared", // PROTOCOL
  26: "registry-damaged", // NOTADB
};
/** IOERR's extended codes for what can't be written, as on a full disk: WRITE, FSYNC, DIR_FSYNC, TRUNCATE, SHMOPEN, SHMSIZE, SHMMAP. */
const unwritable: ReadonlySet<number> = new Set([778, 1034, 1290, 1546, 4618, 4874, 5386]);
/** IOERR's extended codes for locks that the file system doesn't give: UNLOCK, RDLOCK, CHECKRESERVEDLOCK, LOCK. */
const lockless: ReadonlySet<number> = new Set([2058, 2314, 3594, 3850]);
const fileFaults: ReadonlySet<string> = new Set(
  "EACCES EPERM EROFS ENOENT ENOTDIR ENOSPC EDQUOT EEXIST ENAMETOOLONG ELOOP EIO".split(" "),
);

/** The fault that SQLite or the file system reported by throwing `error`; null: another kind of error. */
export function registryFaultOf(error: unknown): RegistryFault | null {
  if (error instanceof RegistryBusy) return "registry-unavailable";
  if (!(error instanceof Error)) return null;
  if ("errcode" in error && typeof error.errcode === "number") {
    if (unwritable.has(error.errcode)) return "data-folder-unwritable";
    if (lockless.has(error.errcode)) return "data-folder-shared";
    return sqliteFaults[error.errcode & 0xff] ?? null;
  }
  if ("code" in error && typeof error.code === "string" && fileFaults.has(error.code)) {
    return "data-folder-unwritable";
  }
  return null;
}
