/** Makes the registry and the keys of the data folder of the first argument, with the customers of a shared kiosk. */
import { argon2PasswordHasher } from "../../main/adapters/argon2-password-hasher.ts";
import { openStores } from "../../main/compose/open-stores.ts";
import { demoProfile } from "../../main/config/demo-profile.ts";
import { mostCustomers, newCustomer } from "./customers.ts";

const [dataDir = ""] = process.argv.slice(2);
const opened = await openStores({ config: demoProfile, dataDir }, { for: "service" });
if (!opened.ok) throw new Error(`No registry can be made: ${opened.refusal}`);
const { registry } = opened.value;
// One hash each for all: they have the same passwords, and hashing takes its time.
const { loginPassword, confirmationPassword } = newCustomer("taro", 0);
const hashes = {
  loginPasswordHash: await argon2PasswordHasher.hash(loginPassword),
  confirmationPasswordHash: await argon2PasswordHasher.hash(confirmationPassword),
};
const limits = { taro: 1_000_000, hanako: 100_000 } as const;
await registry.transact(async (rows) => {
  for (let number = 0; number < mostCustomers; number += 1) {
    for (const kind of ["taro", "hanako"] as const) {
      const { name, loginId } = newCustomer(kind, number);
      await rows.insertCustomer({
        ...{ id: loginId, loginId, name, kana: "", transferLimitYen: limits[kind] },
        ...{ importedLimitYen: null, limitCeilingYen: null, status: "active" },
        ...hashes,
      });
    }
  }
});
await registry.close();
