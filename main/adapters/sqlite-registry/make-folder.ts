import { mkdirSync, statSync } from "node:fs";
import { dirname } from "node:path";

/**
 * Makes the folder `path` and those above it (mode 700) where they are missing; throws what the file system
 * refuses. By hand, as Node's recursive mkdir never ends below /proc, where making a folder fails with ENOENT.
 */
export function makeFolder(path: string): void {
  if (statSync(path, { throwIfNoEntry: false }) !== undefined) return;
  makeFolder(dirname(path));
  mkdirSync(path, { mode: 0o700 });
}
