import { existsSync, linkSync, renameSync } from "node:fs";
import { dirname } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { ok, refused } from "../../../preload/contract/result.ts";
import type { Result } from "../../../preload/contract/result.ts";
import type { HeldRegistry } from "../../core/ports/registry-files.ts";
import { syncNow } from "../../adapters/folders.ts";
import { changesSince } from "./changes-since.ts";

/**
 * Refused while any other process, such as a running kiosk, has the registry at `path` open. A missing or damaged one
 * is open nowhere.
 */
export function holdRegistry(path: string): Result<HeldRegistry, "registry-unavailable"> {
  const lock = existsSync(path) ? exclusive(path) : null;
  if (lock === "busy") return refused("registry-unavailable");
  return ok({
    replaceBy(next, aside) {
      // An intact registry is one file now; the log of a damaged one must not be taken for the next one's.
      for (const log of ["-wal", "-shm"]) {
        if (existsSync(path + log)) renameSync(path + log, aside + log);
      }
      // The file is linked, not moved: without a registry at any moment, a kiosk would take this for a first start.
      if (existsSync(path)) linkSync(path, aside);
      renameSync(next, path);
      syncNow(dirname(path));
    },
    changesSince: (file) => (lock === null ? null : changesSince(lock, file)),
    [Symbol.dispose]() {
      lock?.close();
    },
  });
}

/** Primary result codes of https://sqlite.org/rescode.html: IOERR, CORRUPT, NOTADB. */
const damaged: readonly number[] = [10, 11, 26];

/** SQLite gives up the write-ahead log only to a connection that is alone; null: the file isn't a database any more. */
function exclusive(path: string): DatabaseSync | "busy" | null {
  const database = new DatabaseSync(path, { timeout: 500 });
  try {
    database.exec("pragma journal_mode = delete; begin exclusive");
    return database;
  } catch (error) {
    database.close();
    if (!(error instanceof Error && "errcode" in error)) throw error;
    const code = Number(error.errcode) & 0xff;
    if (code === 5) return "busy";
    if (damaged.includes(code)) return null;
    throw error;
  }
}
