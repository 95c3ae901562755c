import { accessSync, chmodSync, closeSync, constants, openSync, statSync } from "node:fs";
import { dirname } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { Kysely } from "kysely";
import { ok, refused } from "../../../preload/contract/result.ts";
import type { Result } from "../../../preload/contract/result.ts";
import type { JournalAnchor } from "../../core/domain/journal-chain.ts";
import type { OpenedRegistry } from "../../core/ports/registry.ts";
import type { FileCheck } from "../../core/ports/registry-checks.ts";
import { makeFolder, syncNow } from "../../adapters/folders.ts";
import { busyMilliseconds, NodeSqliteDialect } from "./dialect.ts";
import { registryFaultOf } from "./registry-fault.ts";
import type { RegistryFault } from "./registry-fault.ts";
import { checksHere, hasLog, inspect } from "./inspect.ts";
import { migrate } from "./migrate.ts";
import { isOnSharedFileSystem } from "./shared-folder.ts";
import { registryIn } from "./transactions.ts";
import type { RegistrySchema } from "../schema.ts";

/** How long another process may hold the file while it is opened; afterwards the dialect waits. */
const openingMilliseconds = 500;

/**
 * Opens the registry at `path`, creating folder and file (mode 600) where they are missing and bringing an older schema
 * up to date. An existing file is inspected read-only first: a newer or damaged one, and one without the row of
 * `anchor`, is left byte for byte unchanged. The whole file is read only where it wasn't closed. A folder where no
 * registry is safe is refused. `registry-unavailable`: another process holds it.
 */
export async function openRegistry(
  path: string,
  anchor: JournalAnchor | null = null,
  checks: FileCheck = checksHere(path),
): Promise<Result<OpenedRegistry, RegistryFault>> {
  let database: DatabaseSync | null = null;
  try {
    if (exists(dirname(path)) && isOnSharedFileSystem(dirname(path))) {
      return refused("data-folder-shared");
    }
    if (exists(path)) {
      const found = inspect(path, anchor);
      if (found !== "ours" && found !== "new") return refused(found);
      const whole = hasLog(path) ? await checks.isWhole() : ok(null);
      if (!whole.ok) return whole;
      makeSureWritable(path);
    } else if (anchor !== null) {
      return refused("registry-rolled-back");
    } else {
      create(path);
    }
    database = new DatabaseSync(path, { timeout: openingMilliseconds });
    // FULL syncs the log at each commit, as only the log can make the newest commit durable. secure_delete: a destroyed
    // secret is overwritten in its page of the file; the log holds the former page until it is overwritten.
    const { journal_mode: mode } = database.prepare("pragma journal_mode = wal").get() ?? {};
    // Where SQLite can't use the log, it continues without it, and reports that only in this answer.
    if (mode !== "wal") {
      database.close();
      return refused("data-folder-shared");
    }
    database.exec("pragma synchronous = full; pragma foreign_keys = on; pragma secure_delete = on");
    database.exec(`pragma busy_timeout = ${String(busyMilliseconds)}`);
    const kysely = new Kysely<RegistrySchema>({ dialect: new NodeSqliteDialect(database) });
    await migrate(kysely);
    return ok(registryIn(kysely));
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

/** SQLite would make the file readable by all; -wal and -shm get the mode of the file. */
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
