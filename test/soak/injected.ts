import { execFile } from "node:child_process";
import path from "node:path";
import { promisify } from "node:util";
import type { FaultOutcome } from "./faults.ts";

/** Makes the fault of that name in a process, a keyring and a data folder of its own. */
export async function injected(name: string): Promise<FaultOutcome> {
  const program = path.join(import.meta.dirname, "inject-fault.ts");
  const { stdout } = await promisify(execFile)(process.execPath, [program, name]);
  return JSON.parse(stdout) as FaultOutcome;
}
