/** Makes the registry and the keys of the data folder of the first argument, with as many of the day's customers as the second says. */
import { argon2PasswordHasher } from "../../main/adapters/argon2-password-hasher.ts";
import { openStores } from "../../main/compose/open-stores.ts";
import { demoProfile } from "../../main/config/demo-profile.ts";
import { customerOf } from "./day-customers.ts";

const [dataDir = "", count = "0"] = process.argv.slice(2);
const opened = await openStores({ config: demoProfile, dataDir }, { for: "service" });
if (!opened.ok) throw new Error(`No registry can be made: ${opened.refusal}`);
const { registry } = opened.value;
// One hash each for all: they have the same passwords, and hashing takes its time.
const { loginPassword, confirmationPassword } = customerOf(0);
const hashes = {
  loginPasswordHash: await argon2PasswordHasher.hash(loginPassword),
  confirmationPasswordHash: await argon2PasswordHasher.hash(confirmationPassword),
};
await registry.transact(async (rows) => {
  for (let number = 0; number < Number(count); number += 1) {
    const { name, loginId } = customerOf(number);
    await rows.insertCustomer({
      ...{ id: loginId, loginId, name, kana: "", transferLimitYen: 300_000 },
      ...{ importedLimitYen: null, limitCeilingYen: null, status: "active" },
      ...hashes,
    });
  }
});
await registry.close();
