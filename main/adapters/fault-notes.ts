import { readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { FaultNotes } from "../core/ports/files.ts";
import { syncNow } from "./folders.ts";

/**
 * A time outside the years 2020 to 2099 can't be right, and a row with such a time would stand in the journal for good.
 */
const earliest = Date.UTC(2020);
const latest = Date.UTC(2100);

/**
 * Stores the notes in `faults.txt` (mode 600) of the data folder, a line each, `TIME OUTCOME`; without notes there is
 * no file. A kill or a full disk leaves either the former file or the new one, complete.
 */
export function faultNotes(dataDir: string): FaultNotes {
  const path = join(dataDir, "faults.txt");
  const draft = `${path}.new`;
  return {
    load: () =>
      read(path).flatMap((line) => {
        const [, at, outcome] = /^(\d{1,15}) ([\w-]{1,80})$/.exec(line) ?? [];
        const time = Number(at);
        return outcome === undefined || time < earliest || time >= latest
          ? []
          : [{ at: time, outcome }];
      }),
    keep(faults) {
      const text = faults.map(({ at, outcome }) => `${String(at)} ${outcome}\n`).join("");
      try {
        if (text === "") rmSync(path, { force: true });
        else {
          // A process that was killed may have left this file.
          rmSync(draft, { force: true });
          writeFileSync(draft, text, { mode: 0o600, flag: "wx", flush: true });
          renameSync(draft, path);
          syncNow(dataDir);
        }
      } catch (error) {
        // A full disk may be the fault itself; the notes then stay in memory alone.
        if (!(error instanceof Error && "syscall" in error)) throw error;
      }
    },
  };
}

function read(path: string): readonly string[] {
  try {
    return readFileSync(path, "utf8").split("\n");
  } catch (error) {
    if (error instanceof Error && "syscall" in error) return [];
    throw error;
  }
}
