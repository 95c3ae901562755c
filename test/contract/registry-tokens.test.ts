import { beforeEach, describe, expect, test } from "vitest";
import type { ListedToken, OpenedRegistry } from "../../main/core/ports/registry.ts";
import { memoryVault } from "../fakes/memory-vault.ts";
import { registryInMemory } from "../fakes/registry-in-memory.ts";
import { registries } from "./registries.ts";
import { hanako, issuedToken, releasedToken, taro } from "./rows.ts";

const seal = { kiosk: "kiosk", mac: memoryVault().mac };
const userIds = (listed: readonly ListedToken[]) => listed.map(({ userId }) => userId);

/** Hanako's tokens are the first and the third, Taro's the second. */
async function fill(registry: OpenedRegistry): Promise<void> {
  await registry.sealJournal(seal);
  await registry.transact(async (rows) => {
    await rows.insertCustomer(hanako);
    await rows.insertCustomer(taro);
    await rows.insertToken({ ...releasedToken, customerId: hanako.id });
    await rows.insertToken({ ...issuedToken, userId: "999800000002" });
    await rows.insertToken({ ...issuedToken, userId: "999800000003", customerId: hanako.id });
  });
}

describe.each(registries)("tokens page by page on %s", (_name, open) => {
  let registry: OpenedRegistry;
  beforeEach(async () => {
    registry = await open();
  });

  test("in the order of their user IDs, each with its customer's ID and status", async () => {
    await fill(registry);
    const listed = await registry.listTokens("", 9);
    expect(userIds(listed)).toEqual(["999800000001", "999800000002", "999800000003"]);
    expect(listed[1]).toEqual({
      userId: "999800000002",
      token: { ...issuedToken, userId: "999800000002" },
      customer: { loginId: taro.loginId, status: "active" },
    });
    expect(userIds(await registry.listTokens("", 1))).toEqual(["999800000001"]);
    expect(userIds(await registry.listTokens("999800000001", 1))).toEqual(["999800000002"]);
    expect(userIds(await registry.listTokens("999800000002", 2))).toEqual(["999800000003"]);
    expect(await registry.listTokens("999800000003", 2)).toEqual([]);
  });

  test("not before the journal is sealed, as nothing could be verified", async () => {
    await expect(registry.listTokens("", 9)).rejects.toThrow("not sealed");
  });
});

test.each([
  ["another secret", "update tokens set sealed_secret = 'AAAA' where user_id = '999800000003'"],
  ["another owner", "update customers set login_id = 'mallory1' where login_id = 'hanako01'"],
  [
    "a number that none of JavaScript's holds",
    "update tokens set last_step = 9223372036854775807 where user_id = '999800000003'",
  ],
])("a record with %s is broken in all of its tokens, and no other", async (_change, sql) => {
  const registry = await registryInMemory();
  await fill(registry);
  registry.tamper(sql);
  expect(await registry.listTokens("", 9)).toMatchObject([
    { userId: "999800000001", broken: true },
    { userId: "999800000002", customer: { loginId: taro.loginId } },
    { userId: "999800000003", broken: true },
  ]);
});
