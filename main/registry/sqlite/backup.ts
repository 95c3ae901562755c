import { closeSync, existsSync, linkSync, openSync, rmSync } from "node:fs";
import { dirname } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { ok, refused } from "../../../preload/contract/result.ts";
import type { Result } from "../../../preload/contract/result.ts";
import { syncNow } from "../../adapters/folders.ts";
import { checkWhole, inspect } from "./inspect.ts";
import { putSealOn } from "./seal.ts";

/**
 * Writes the registry at `path` in its state of one moment into the new file `file` (mode 600), sealed by `mac`, while
 * other processes read and write it. The name appears when all bytes are on the disk, and never replaces a file.
 */
export function backUp(
  path: string,
  file: string,
  mac: (digest: string) => string,
): Result<null, "backup-exists" | "backup-unwritable"> {
  if (existsSync(file)) return refused("backup-exists");
  const unfinished = `${file}.part-${String(process.pid)}`;
  try {
    closeSync(openSync(unfinished, "wx", 0o600));
    using database = new DatabaseSync(path);
    // One read transaction: no writer waits for it, and no page of a destroyed secret is copied.
    database.prepare("vacuum into ?").run(unfinished);
    putSealOn(unfinished, mac);
    syncNow(unfinished);
    if (inspect(unfinished) !== "ours" || !checkWhole(unfinished).ok) {
      throw new Error("The backup can't be read back");
    }
    linkSync(unfinished, file);
    syncNow(dirname(file));
    return ok(null);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    if ("code" in error && error.code === "EEXIST") return refused("backup-exists");
    // A refusal of the file system or SQLite: no such folder, no right to write there, a full disk.
    if ("syscall" in error || "errcode" in error) return refused("backup-unwritable");
    throw error;
  } finally {
    rmSync(unfinished, { force: true });
  }
}
