import { accessSync, constants, mkdirSync, realpathSync, statSync } from "node:fs";
import { dirname } from "node:path";
import { ok, refused } from "../../../preload/contract/result.ts";
import type { Result } from "../../../preload/contract/result.ts";
import { isOnSharedFileSystem } from "./shared-folder.ts";

/**
 * Makes the folder (mode 700) if it is missing, but refuses one where a registry isn't safe; its value is the real path
 * without links.
 */
export function openFolder(
  path: string,
): Result<string, "data-folder-unwritable" | "data-folder-shared"> {
  try {
    makeFolder(path);
    accessSync(path, constants.R_OK | constants.W_OK | constants.X_OK);
    if (isOnSharedFileSystem(path)) return refused("data-folder-shared");
    return ok(realpathSync(path));
  } catch {
    return refused("data-folder-unwritable");
  }
}

/**
 * Makes the folder `path` and its missing parents (mode 700); throws the file system's errors. Node's recursive mkdir
 * isn't used, as it never ends below /proc, where making a folder fails with ENOENT.
 */
export function makeFolder(path: string): void {
  if (statSync(path, { throwIfNoEntry: false }) !== undefined) return;
  makeFolder(dirname(path));
  mkdirSync(path, { mode: 0o700 });
}
