import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { expect, test } from "vitest";
import { customerLines } from "../../main/adapters/customers-file/read-record.ts";
import { demoProfile } from "../../main/config/demo-profile.ts";
import { importCustomers } from "../../main/core/operations/upkeep/import-customers.ts";
import { fixedClock } from "../fakes/fixed-clock.ts";
import { memoryVault } from "../fakes/memory-vault.ts";
import { plainPasswordHasher } from "../fakes/plain-password-hasher.ts";
import { beforeFailureColumns } from "./former-schemas.ts";
import { registries, sqliteRegistry } from "./registries.ts";
import { hanako, taro } from "./rows.ts";
import { temporaryFolder } from "./temporary-folder.ts";

const seal = { kiosk: "kiosk", mac: memoryVault().mac };
const phc = (cost: string) => `$argon2id$v=19$${cost}$c29tZXNhbHQ$${"A".repeat(43)}`;

test.each(registries)(
  "an import into %s tells its costliest login password",
  async (_name, open) => {
    const registry = await open();
    await registry.sealJournal(seal);
    const header = [
      ...["id", "login_id", "name", "kana"],
      ...["login_password", "confirmation_password", "transfer_limit_yen"],
    ];
    const take = async (...costs: readonly string[]) => {
      async function* lines() {
        yield { line: 1, fields: header };
        for (const [at, cost] of costs.entries()) {
          const id = `C${String(at)}`;
          yield {
            line: at + 2,
            fields: [id, `login00${id}`, "名前", "", phc(cost), phc(cost), "1"],
          };
        }
      }
      const parts = {
        ...{ registry, passwordHasher: plainPasswordHasher(), config: demoProfile },
        clock: fixedClock("2026-04-01T10:00:30+09:00"),
      };
      const read = customerLines(lines(), demoProfile.customers);
      const wishes = { raiseLimits: false, onHashed: () => undefined };
      expect(await importCustomers(parts, read, wishes)).toMatchObject({ ok: true });
      return registry.transact((rows) => rows.slowestHash());
    };
    expect(await registry.transact((rows) => rows.slowestHash())).toBe(0);
    expect(await take("m=65536,t=3,p=4", "m=262144,t=3,p=1", "m=19456,t=2,p=1")).toBe(786_432);
    // Who hasn't signed in since then still has that one.
    expect(await take("m=19456,t=2,p=1")).toBe(786_432);
  },
);

test("a registry of before tells the costliest that it holds", async () => {
  const path = join(temporaryFolder(), "registry.sqlite");
  const before = await sqliteRegistry(path);
  await before.sealJournal(seal);
  await before.transact(async (rows) => {
    await rows.insertCustomer({ ...taro, loginPasswordHash: phc("m=65536,t=3,p=4") });
    await rows.insertCustomer({ ...hanako, loginPasswordHash: phc("m=7168,t=5,p=1") });
  });
  await before.close();
  using database = new DatabaseSync(path);
  database.exec(
    `${beforeFailureColumns}; delete from kiosk where key = 'slowest-hash'; pragma user_version = 12`,
  );
  const registry = await sqliteRegistry(path);
  expect(await registry.transact((rows) => rows.slowestHash())).toBe(196_608);
});
