import { expect, test } from "vitest";
import { seedDemo } from "../../../../main/core/operations/upkeep/seed-demo.ts";
import { memoryVault } from "../../../fakes/memory-vault.ts";
import { registryInMemory } from "../../../fakes/registry-in-memory.ts";
import { plainPasswordHasher } from "../../../fakes/plain-password-hasher.ts";

test.each([
  ["taro0001", "demo-taro", "福島 太郎", "tarologin1", "tarokaku1", 1_000_000],
  ["hanako01", "demo-hanako", "会津 花子", "hanalogin1", "hanakaku1", 100_000],
  ["jiro0001", "demo-jiro", "磐城 次郎", "jirologin1", "jirokaku1", 500_000],
])("%s is registered", async (loginId, id, name, login, confirmation, transferLimitYen) => {
  const registry = await registryInMemory();
  await registry.sealJournal({ kiosk: "kiosk", mac: memoryVault().mac });
  const hasher = plainPasswordHasher();
  await seedDemo(registry, hasher);
  const customer = await registry.transact((rows) => rows.customerByLoginId(loginId));
  expect(customer).toMatchObject({ id, name, transferLimitYen });
  expect(await hasher.verify(customer?.loginPasswordHash ?? "", login)).toBe(true);
  expect(await hasher.verify(customer?.confirmationPasswordHash ?? "", confirmation)).toBe(true);
});

test("a restart registers nobody twice and leaves a lowered limit as it is", async () => {
  const registry = await registryInMemory();
  await registry.sealJournal({ kiosk: "kiosk", mac: memoryVault().mac });
  await seedDemo(registry, plainPasswordHasher());
  await registry.transact((rows) => rows.setTransferLimit("demo-taro", 200_000, 200_000));
  const before = await registry.transact((rows) => rows.customerById("demo-taro"));
  await seedDemo(registry, plainPasswordHasher());
  expect(await registry.transact((rows) => rows.customerById("demo-taro"))).toEqual(before);
});

test("two kiosks of a fleet that start at once register each customer once", async () => {
  const registry = await registryInMemory();
  await registry.sealJournal({ kiosk: "kiosk", mac: memoryVault().mac });
  await Promise.all([1, 2].map(() => seedDemo(registry, plainPasswordHasher())));
  expect(await registry.transact((rows) => rows.customerById("demo-jiro"))).not.toBeNull();
});
