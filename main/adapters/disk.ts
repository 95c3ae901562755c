import { open, rm, statfs } from "node:fs/promises";
import type { FreeBytes } from "../core/ports/health.ts";
import { join } from "node:path";

/** The free bytes of the file system of `folder`; see the port. */
export function freeBytesAt(folder: string): FreeBytes {
  return async () => {
    try {
      const { bavail, bsize } = await statfs(folder);
      return bavail * bsize;
    } catch {
      return null;
    }
  };
}

/** This is more than any single action writes into the registry, its log and the spool. */
const trialBytes = 256 * 1_024;

/**
 * Reports whether the disk takes more than one action writes: it writes a trial file into `folder` and deletes it
 * again.
 */
export async function canWriteInto(folder: string): Promise<boolean> {
  const path = join(folder, ".trial");
  try {
    await using file = await open(path, "w", 0o600);
    await file.writeFile(new Uint8Array(trialBytes));
    await file.sync();
    return true;
  } catch (error) {
    if (error instanceof Error && "syscall" in error) return false;
    throw error;
  } finally {
    await rm(path, { force: true }).catch(() => undefined);
  }
}
