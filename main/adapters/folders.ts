import { closeSync, fsyncSync, mkdirSync, openSync, statSync } from "node:fs";
import { open } from "node:fs/promises";
import { dirname } from "node:path";

/**
 * Makes the names in the folder `path` durable: without this a new name may be lost in a power cut though its bytes are
 * on the disk.
 */
export async function syncFolder(path: string): Promise<void> {
  await using folder = await open(path, "r");
  await folder.sync();
}

/** The same for a file or a folder, synchronously. */
export function syncNow(path: string): void {
  const handle = openSync(path, "r");
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
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
