import { copyFileSync, readFileSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { beforeEach, describe, expect, test } from "vitest";
import { backUp } from "../../main/registry/sqlite/backup.ts";
import type { OpenedRegistry, RegistryRows } from "../../main/core/ports/registry.ts";
import { memoryVault } from "../fakes/memory-vault.ts";
import { beforeStrangers } from "./former-schemas.ts";
import { registries, sqliteRegistry } from "./registries.ts";
import { taro } from "./rows.ts";
import { temporaryFolder } from "./temporary-folder.ts";

const member = { id: "500001", name: "郡山", role: "assist", pinHash: "hash" } as const;
/** Typed into the field of the ID. */
const password = "tarologin1";
const pin = "624813";

async function sealed(path: string): Promise<OpenedRegistry> {
  const registry = await sqliteRegistry(path);
  await registry.sealJournal({ kiosk: "kiosk", mac: memoryVault().mac });
  return registry;
}

/** A registry with a customer and a member of the staff, and its path. */
async function withSomebody(): Promise<{ path: string; registry: OpenedRegistry }> {
  const path = join(temporaryFolder(), "registry.sqlite");
  const registry = await sealed(path);
  await registry.transact(async (rows) => {
    await rows.insertCustomer(taro);
    await rows.insertStaff(member);
  });
  return { path, registry };
}

/** The files beside `path` that hold one of the texts. */
const holders = (path: string, ...texts: readonly string[]) =>
  readdirSync(dirname(path)).filter((name) => {
    const bytes = readFileSync(join(dirname(path), name));
    return texts.some((text) => bytes.includes(text));
  });

describe.each(registries)("wrong tries on %s", (_name, open) => {
  let registry: OpenedRegistry;
  const run = <T>(work: (rows: RegistryRows) => Promise<T>) => registry.transact(work);

  beforeEach(async () => {
    registry = await open();
    await registry.sealJournal({ kiosk: "kiosk", mac: memoryVault().mac });
  });

  test("are counted by subject and by kind, known customer or not", async () => {
    await run(async (rows) => {
      expect(await rows.failures("nobody", "loginPassword")).toBe(0);
      await rows.setFailures("nobody", "loginPassword", 1);
      await rows.setFailures("nobody", "loginPassword", 2);
      await rows.setFailures("nobody", "startPassword", 5);
      await rows.setFailures("NOBODY", "loginPassword", 3);
      expect(await rows.failures("nobody", "loginPassword")).toBe(2);
      await rows.setFailures("nobody", "loginPassword", 0);
      expect(await rows.failures("nobody", "loginPassword")).toBe(0);
      expect(await rows.failures("nobody", "startPassword")).toBe(5);
    });
  });

  test("of what was nobody's begin at 0 with whoever it becomes, and what is somebody's stays", async () => {
    await run(async (rows) => {
      await rows.setFailures(taro.loginId, "loginPassword", 4);
      await rows.setFailures(member.id, "pin", 4);
      await rows.insertCustomer(taro);
      await rows.insertStaff(member);
      expect(await rows.failures(taro.loginId, "loginPassword")).toBe(0);
      expect(await rows.failures(member.id, "pin")).toBe(0);
      await rows.setFailures(taro.loginId, "loginPassword", 3);
      await rows.setFailures(member.id, "pin", 3);
      await rows.updateCustomer({ ...taro, name: "福島 太郎丸" });
    });
    await run(async (rows) => {
      expect(await rows.failures(taro.loginId, "loginPassword")).toBe(3);
      expect(await rows.failures(member.id, "pin")).toBe(3);
      expect(await rows.failures(member.id, "loginPassword")).toBe(0);
    });
  });
});

test("what was typed as an ID and is nobody's is in no file, neither in the log nor in a backup", async () => {
  const { path, registry } = await withSomebody();
  await registry.transact(async (rows) => {
    await rows.setFailures(password, "loginPassword", 1);
    await rows.setFailures(pin, "pin", 1);
  });
  expect(backUp(path, join(dirname(path), "backup"), memoryVault().macOfBackup)).toEqual({
    ok: true,
    value: null,
  });
  expect(readdirSync(dirname(path)).sort()).toEqual(
    ["backup", "registry.sqlite", "registry.sqlite-shm", "registry.sqlite-wal"].sort(),
  );
  expect(holders(path, taro.loginId)).not.toEqual([]);
  expect(holders(path, password, pin)).toEqual([]);
  await registry.close();
  expect(holders(path, password, pin)).toEqual([]);
});

test("an ID that is nobody's isn't counted before the key is there that hides it", async () => {
  const registry = await sqliteRegistry();
  const guess = registry.transact((rows) => rows.setFailures(password, "loginPassword", 1));
  await expect(guess).rejects.toThrow("not sealed");
});

test("the newest 10,000 that are nobody's are remembered, and everybody's", async () => {
  const { path, registry } = await withSomebody();
  await registry.transact(async (rows) => {
    await rows.setFailures(taro.loginId, "loginPassword", 5);
    await rows.setFailures(member.id, "pin", 5);
    await rows.setFailures("oldest", "loginPassword", 5);
    await rows.setFailures("older", "loginPassword", 3);
  });
  using database = new DatabaseSync(path);
  const add = (count: number) =>
    database.exec(`with recursive numbers(number) as (
      select max(number) + 1 from stranger_failures union all
      select number + 1 from numbers limit ${String(count)})
      insert into stranger_failures select 'stranger ' || number, 'pin', 1, number from numbers`);
  const count = (subject: string) =>
    registry.transact((rows) => rows.failures(subject, "loginPassword"));

  add(9_997);
  await registry.transact((rows) => rows.setFailures("newest", "loginPassword", 1));
  expect(await count("oldest")).toBe(5);
  // Whoever is tried again is the newest.
  await registry.transact((rows) => rows.setFailures("older", "loginPassword", 4));
  expect([await count("oldest"), await count("older"), await count("newest")]).toEqual([0, 4, 1]);
  add(20_000);
  await registry.transact((rows) => rows.setFailures("newest", "loginPassword", 2));
  expect([await count("older"), await count("newest")]).toEqual([0, 2]);
  expect(database.prepare("select count(*) as rows from stranger_failures").get()).toEqual({
    rows: 10_000,
  });
  expect(await count(taro.loginId)).toBe(5);
  expect(await registry.transact((rows) => rows.failures(member.id, "pin"))).toBe(5);
});

test("a registry that kept what was typed forgets it, and nobody's lock with it", async () => {
  const { path, registry } = await withSomebody();
  await registry.close();
  const database = new DatabaseSync(path);
  database.exec(`${beforeStrangers};
    pragma user_version = 4; pragma journal_mode = wal;
    insert into wrong_tries values
      ('${taro.loginId}', 'loginPassword', 5), ('${taro.loginId}', 'pin', 1),
      ('${member.id}', 'pin', 4), ('${member.id}', 'loginPassword', 2),
      ('${password}', 'loginPassword', 1), ('${pin}', 'pin', 2)`);
  // As after a crash, with its log.
  const crashed = join(temporaryFolder(), "registry.sqlite");
  for (const end of ["", "-wal"]) copyFileSync(path + end, crashed + end);
  database.close();
  expect(holders(crashed, password, pin)).toEqual(["registry.sqlite-wal"]);

  const later = await sqliteRegistry(crashed);
  await later.sealJournal({ kiosk: "kiosk", mac: memoryVault().mac, takesUnsealed: true });
  await later.transact(async (rows) => {
    expect(await rows.failures(taro.loginId, "loginPassword")).toBe(5);
    expect(await rows.failures(member.id, "pin")).toBe(4);
    expect(await rows.failures(password, "loginPassword")).toBe(0);
    expect(await rows.failures(taro.loginId, "pin")).toBe(0);
  });
  expect(holders(crashed, password, pin)).toEqual([]);
});
