import { execFile } from "node:child_process";
import path from "node:path";
import { promisify } from "node:util";
import type { DemoCustomer } from "../e2e/customers.ts";
import type { Profile } from "../e2e/profile.ts";

const passwords = { loginPassword: "in1", confirmationPassword: "ok1" };

/** The customer who comes as the `number`th. */
export function customerOf(number: number): DemoCustomer {
  const loginId = `c${String(number)}`;
  return { name: `来店 ${String(number)}`, loginId, ...passwords };
}

/** Makes the registry of `profile` with the first `count` customers, before any kiosk has started there. */
export async function register({ dataDir, env }: Profile, count: number): Promise<void> {
  const program = path.join(import.meta.dirname, "register-customers.ts");
  // A process of its own: the keychain is that of the session bus in its environment.
  await promisify(execFile)(process.execPath, [program, dataDir, String(count)], { env });
}
