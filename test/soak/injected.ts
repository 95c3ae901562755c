import { execFile } from "node:child_process";
import path from "node:path";
import { promisify } from "node:util";
import type { Keyring } from "../e2e/keyring.ts";

/** What a fault came to; `skipped`: why it couldn't be made here. */
export interface FaultOutcome {
  readonly losses: readonly string[];
  /** What the slowest answer to a customer took, in milliseconds. */
  readonly slowestMs?: number;
  /** What the slowest start took, until it served or said why not. */
  readonly slowestStartMs?: number;
  readonly skipped?: string;
}

/** Where a fault is tried: an empty folder, and the keyring that this process has used for nothing yet. */
export interface Place {
  readonly folder: string;
  readonly keyring: Keyring;
}

/** Makes the fault of that name in a process, a keyring and a data folder of its own. */
export async function injected(name: string): Promise<FaultOutcome> {
  const program = path.join(import.meta.dirname, "inject-fault.ts");
  const { stdout } = await promisify(execFile)(process.execPath, [program, name]);
  return JSON.parse(stdout) as FaultOutcome;
}
