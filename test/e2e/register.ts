import { argon2PasswordHasher } from "../../main/adapters/argon2-password-hasher.ts";
import { openStores } from "../../main/compose/open-stores.ts";
import { demoProfile } from "../../main/config/demo-profile.ts";
import type { Registry } from "../../main/core/ports/registry.ts";
import type { DemoCustomer, NewCustomer } from "./customers.ts";

/**
 * Makes the registry and the keys of `dataDir`, where no kiosk has started yet, with `customers` who all have the same
 * passwords: one hash of each serves all, as hashing takes its time. The keychain is that of this process's session bus.
 */
export async function registerCustomers(
  dataDir: string,
  passwords: Pick<DemoCustomer, "loginPassword" | "confirmationPassword">,
  customers: readonly NewCustomer[],
): Promise<void> {
  const opened = await openStores({ config: demoProfile, dataDir }, { for: "service" });
  if (!opened.ok) throw new Error(`No registry can be made: ${opened.refusal}`);
  const { registry } = opened.value;
  await registerIn(registry, passwords, customers);
  await registry.close();
}

/** The same in a registry that is open. */
export async function registerIn(
  registry: Pick<Registry, "transact">,
  passwords: Pick<DemoCustomer, "loginPassword" | "confirmationPassword">,
  customers: readonly NewCustomer[],
): Promise<void> {
  const hashes = {
    loginPasswordHash: await argon2PasswordHasher.hash(passwords.loginPassword),
    confirmationPasswordHash: await argon2PasswordHasher.hash(passwords.confirmationPassword),
  };
  await registry.transact(async (rows) => {
    for (const { name, loginId, transferLimitYen } of customers) {
      await rows.insertCustomer({
        ...{ id: loginId, loginId, name, kana: "", transferLimitYen },
        ...{ importedLimitYen: null, limitCeilingYen: null, status: "active" },
        ...hashes,
      });
    }
  });
}
