import { open, rename, rm } from "node:fs/promises";
import { dirname } from "node:path";
import { makeFolder, syncFolder } from "./folders.ts";

/**
 * Writes `text` as the file `path` (mode 600), in a folder that is made where it is missing (mode 700): after a power cut
 * the file is the former or the new one, whole. Throws the file system's errors.
 */
export async function replaceFile(path: string, text: string): Promise<void> {
  const unfinished = `${path}.part-${String(process.pid)}`;
  makeFolder(dirname(path));
  try {
    await using file = await open(unfinished, "w", 0o600);
    await file.writeFile(text);
    await file.sync();
    await rename(unfinished, path);
  } catch (error) {
    await rm(unfinished, { force: true });
    throw error;
  }
  await syncFolder(dirname(path));
}
