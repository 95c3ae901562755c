import path from "node:path";
import { argon2PasswordHasher } from "../../main/adapters/argon2-password-hasher.ts";
import { openRegistry } from "../../main/adapters/sqlite-registry/open-registry.ts";
import type { DemoCustomer } from "../e2e/customers.ts";

const passwords = { loginPassword: "in1", confirmationPassword: "ok1" };

/** The customer who comes as the `number`th. */
export function customerOf(number: number): DemoCustomer {
  const loginId = `c${String(number)}`;
  return { name: `来店 ${String(number)}`, loginId, ...passwords };
}

/** Makes the registry in `dataDir` with the first `count` customers, before any kiosk has started there. */
export async function register(dataDir: string, count: number): Promise<void> {
  const opened = await openRegistry(path.join(dataDir, "registry.sqlite"));
  if (!opened.ok) throw new Error(`No registry can be made: ${opened.refusal}`);
  // One hash each for all: they have the same passwords, and hashing takes its time.
  const hashes = {
    loginPasswordHash: await argon2PasswordHasher.hash(passwords.loginPassword),
    confirmationPasswordHash: await argon2PasswordHasher.hash(passwords.confirmationPassword),
  };
  await opened.value.transact(async (rows) => {
    for (let number = 0; number < count; number += 1) {
      const { name, loginId } = customerOf(number);
      await rows.insertCustomer({
        ...{ id: loginId, loginId, name, kana: "", transferLimitYen: 300_000 },
        ...{ importedLimitYen: null, limitCeilingYen: null, status: "active" },
        ...hashes,
      });
    }
  });
  await opened.value.close();
}
