import type { Stats } from "node:fs";
import { lstat, readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import type { FileKind, KeptFiles } from "../core/ports/kept-files.ts";

/** Where each kind lies, and the names that the kiosk gives; some with what a process that was killed has left. */
const places: Readonly<Record<FileKind, { readonly folder: string; readonly name: RegExp }>> = {
  prints: { folder: "prints", name: /^\d{8}-\d{6}-\d{12}\.pdf$/ },
  exports: { folder: "exports", name: /^journal-\d{8}-\d{6}\.(?:csv|jsonl)(?:\.part-\d+)?$/ },
  spool: { folder: "mail", name: /^(?:[0-9a-f]{32}\.eml|\.[0-9a-f]{32}\.part)$/ },
};

/**
 * The files of the data folder. By name and kind: what has another name, and what is no file, as a link or a folder, stays;
 * so does all in a folder that is a link itself, as the person who made it keeps those files elsewhere. Deleted is
 * unlinked: what the disk holds of it is left to the disk's encryption.
 */
export function keptFilesIn(dataDir: string): KeptFiles {
  return {
    async erase(kind, writtenBefore, limit) {
      const folder = join(dataDir, places[kind].folder);
      if ((await statOf(folder))?.isDirectory() !== true) return 0;
      let erased = 0;
      for (const name of await readdir(folder)) {
        if (erased >= limit) break;
        if (!places[kind].name.test(name)) continue;
        const path = join(folder, name);
        const found = await statOf(path);
        if (found?.isFile() !== true || found.mtimeMs >= writtenBefore) continue;
        await rm(path, { force: true });
        erased += 1;
      }
      return erased;
    },
  };
}

/** Of the name itself, a link not followed; null: there is nothing of that name. */
async function statOf(path: string): Promise<Stats | null> {
  try {
    return await lstat(path);
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
    throw error;
  }
}
