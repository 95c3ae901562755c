import type { Stats } from "node:fs";
import { lstat, readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import type { FileKind, OutputFiles } from "../core/ports/files.ts";

/**
 * The folder of each kind and the names that the kiosk gives; some patterns include the leftovers of a process that was
 * killed.
 */
const places: Readonly<Record<FileKind, { readonly folder: string; readonly name: RegExp }>> = {
  prints: { folder: "prints", name: /^\d{8}-\d{6}-\d{12}\.pdf$/ },
  exports: { folder: "exports", name: /^journal-\d{8}-\d{6}\.(?:csv|jsonl)(?:\.part-\d+)?$/ },
  spool: { folder: "mail", name: /^(?:[0-9a-f]{32}\.eml|\.[0-9a-f]{32}\.part)$/ },
};

/**
 * The files of the data folder, selected by name and kind: entries with other names and entries that aren't regular
 * files, such as links or folders, are left alone; so is everything in a folder that is itself a link, because the
 * person who made it stores those files elsewhere. To delete is to unlink: the erasure of the data on the disk is left to
 * the disk's encryption.
 */
export function outputFilesIn(dataDir: string): OutputFiles {
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

/** The status of the name itself, without following a link; null: there is no entry of that name. */
async function statOf(path: string): Promise<Stats | null> {
  try {
    return await lstat(path);
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
    throw error;
  }
}
