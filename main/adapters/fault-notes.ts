import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { FaultNotes } from "../ports/fault-notes.ts";

/** Keeps them in `faults.txt` (mode 600) of the data folder, a line each, `TIME OUTCOME`; without any there is no file. */
export function faultNotes(dataDir: string): FaultNotes {
  const path = join(dataDir, "faults.txt");
  return {
    load: () =>
      read(path).flatMap((line) => {
        const [, at, outcome] = /^(\d{1,15}) ([\w-]{1,80})$/.exec(line) ?? [];
        return outcome === undefined ? [] : [{ at: Number(at), outcome }];
      }),
    keep(faults) {
      const text = faults.map(({ at, outcome }) => `${String(at)} ${outcome}\n`).join("");
      try {
        if (text === "") rmSync(path, { force: true });
        else writeFileSync(path, text, { mode: 0o600 });
      } catch (error) {
        // A full disk may be the fault; then they wait in memory alone.
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
