import { closeSync, existsSync, fsyncSync, linkSync, openSync, rmSync } from "node:fs";
import { dirname } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { ok, refused } from "../../../preload/contract/result.ts";
import type { Result } from "../../../preload/contract/result.ts";
import { inspect } from "./inspect.ts";

/**
 * Writes the registry at `path`, as it is at one moment, into the new file `file` (mode 600), while others go on
 * reading and writing it. The name appears when all is on the disk, and never replaces a file. Throws what SQLite
 * and the file system refuse otherwise.
 */
export function backUp(path: string, file: string): Result<null, "backup-exists"> {
  if (existsSync(file)) return refused("backup-exists");
  const unfinished = `${file}.part-${String(process.pid)}`;
  closeSync(openSync(unfinished, "wx", 0o600));
  try {
    using database = new DatabaseSync(path);
    // One read transaction: no writer waits for it, and no page of a destroyed secret comes along.
    database.prepare("vacuum into ?").run(unfinished);
    sync(unfinished);
    if (inspect(unfinished) !== "ours") throw new Error("The backup can't be read back");
    linkSync(unfinished, file);
    sync(dirname(file));
    return ok(null);
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EEXIST") {
      return refused("backup-exists");
    }
    throw error;
  } finally {
    rmSync(unfinished, { force: true });
  }
}

function sync(path: string): void {
  const handle = openSync(path, "r");
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
