import fs, { accessSync, constants, realpathSync } from "node:fs";
import { makeFolder } from "../../adapters/folders.ts";
import { ok, refused } from "../../../preload/contract/result.ts";
import type { Result } from "../../../preload/contract/result.ts";

/** `f_type` of statfs(2), from linux/magic.h: file systems whose locks depend on other machines or programs. */
const shared: ReadonlySet<number> = new Set([
  0x6969, // NFS
  0x517b, // SMB
  0xff534d42, // CIFS
  0xfe534d42, // SMB 2 and later
  0x65735546, // FUSE: sshfs, NTFS-3G, a cloud's folder
  0x01021997, // 9P
  0x5346414f, // AFS
  0x00c36400, // Ceph
]);

/**
 * Whether the folder `path` is on a file system where SQLite's write-ahead log isn't safe: it needs memory shared by
 * all processes, and reliable locks (https://sqlite.org/wal.html, https://sqlite.org/lockingv3.html).
 */
export function isOnSharedFileSystem(path: string): boolean {
  return shared.has(fs.statfsSync(path).type >>> 0);
}

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
