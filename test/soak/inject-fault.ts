/**
 * Makes the fault that its first argument names, and prints what became of it as JSON. It is a program of its own
 * because libsecret stays with the first keyring that a process has spoken to.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { faults, slowFaults } from "./faults.ts";
import { makeKeyring } from "../e2e/keyring.ts";

const folder = mkdtempSync(path.join(tmpdir(), "soak-"));
const keyring = await makeKeyring(path.join(folder, "keyring"));
try {
  process.env["DBUS_SESSION_BUS_ADDRESS"] = keyring.busAddress;
  const outcome = await { ...faults, ...slowFaults }[process.argv[2] ?? ""]?.({ folder, keyring });
  process.stdout.write(JSON.stringify(outcome));
} finally {
  await keyring.close();
  rmSync(folder, { recursive: true, force: true });
}
