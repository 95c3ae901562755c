import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { expect, test } from "vitest";
import type { Registry } from "../../main/core/ports/registry.ts";
import { memoryVault } from "../fakes/memory-vault.ts";
import { beforeSearchKeys } from "./former-schemas.ts";
import { sqliteRegistry } from "./registries.ts";
import { hanako, taro } from "./rows.ts";
import { temporaryFolder } from "./temporary-folder.ts";

const seal = { kiosk: "kiosk", mac: memoryVault().mac };

/** A closed registry with Taro. */
async function filledRegistry(): Promise<string> {
  const path = join(temporaryFolder(), "registry.sqlite");
  const registry = await sqliteRegistry(path);
  await registry.sealJournal(seal);
  await registry.transact((rows) => rows.insertCustomer(taro));
  await registry.close();
  return path;
}

function change(path: string, statement: string): void {
  using database = new DatabaseSync(path);
  database.exec(statement);
}

async function found(registry: Registry, searched: string): Promise<readonly string[]> {
  const customers = await registry.transact((rows) => rows.findCustomers(searched, 2_000));
  return customers.map(({ id }) => id);
}

test("a registry of before customers had search keys gets those of all its customers", async () => {
  const path = await filledRegistry();
  const registry = await sqliteRegistry(path);
  await registry.sealJournal(seal);
  await registry.transact(async (rows) => {
    for (let number = 0; number < 1_001; number += 1) {
      const id = `many-${String(number)}`;
      await rows.insertCustomer({
        ...hanako,
        ...{ id, loginId: id, name: `髙橋 ${String(number)}`, kana: "" },
      });
    }
  });
  await registry.close();
  change(path, `${beforeSearchKeys}; pragma user_version = 5`);
  const later = await sqliteRegistry(path);
  expect(await found(later, "ふくしま　たろう")).toEqual([taro.id]);
  for (const number of [0, 499, 500, 999, 1_000]) {
    expect(await found(later, `高橋${String(number)}`)).toContain(`many-${String(number)}`);
  }
  expect(await found(later, "高橋")).toHaveLength(1_001);
});

test("a registry whose search keys are another version's gets them anew", async () => {
  const path = await filledRegistry();
  change(
    path,
    `update customers set name_key = 'former', kana_key = 'former';
    update kiosk set value = '0' where key = 'search-key-version'`,
  );
  const later = await sqliteRegistry(path);
  expect(await found(later, "former")).toEqual([]);
  expect(await found(later, "福島")).toEqual([taro.id]);
  expect(await found(later, "フクシマ")).toEqual([taro.id]);
  await later.close();
  // Now they are this version's, and aren't made again.
  change(path, "update customers set name_key = 'KEPT'");
  expect(await found(await sqliteRegistry(path), "KEPT")).toEqual([taro.id]);
});
