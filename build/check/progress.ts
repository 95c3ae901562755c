/** How far a long check is: its runner's reporter writes it down, and the check that started it reads it. */
import { readFileSync, rmSync, writeFileSync } from "node:fs";

/** The environment variable that names the file; without it nobody asks, and nothing is written. */
export const PROGRESS_FILE = "CHECK_PROGRESS_FILE";

/** Writes down how many of `total` are done, and how many of those failed. */
export function noteProgress(done: number, total: number, failed: number): void {
  const file = process.env[PROGRESS_FILE];
  if (file === undefined) return;
  writeFileSync(file, `${done}/${total}${failed === 0 ? "" : `, ${failed} failed`}`);
}

/** What was written last, as `57/150, 1 failed`; empty before the first. */
export function readProgress(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return ""; // the runner is still starting, or notes nothing
  }
}

/** Forgets a run's progress. */
export function forgetProgress(file: string): void {
  rmSync(file, { force: true });
}
