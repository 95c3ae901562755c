import { open, rm } from "node:fs/promises";
import { join } from "node:path";

/** More than any one action writes into the registry, its log and the spool. */
const trialBytes = 256 * 1_024;

/** Whether the disk takes more than a action writes: tries it with a file in `folder`, which is gone afterwards. */
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
