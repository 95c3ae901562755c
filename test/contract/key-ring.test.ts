import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { describe, expect, test } from "vitest";
import { takeInBackup, takeUpKeys } from "../../main/core/operations/upkeep/reseal-secrets.ts";
import { rotateKeys } from "../../main/core/operations/upkeep/rotate-keys.ts";
import { ok, refused } from "../../preload/contract/result.ts";
import { memoryKeychain } from "../fakes/memory-keychain.ts";
import { beforeRegistryId } from "./former-schemas.ts";
import { sqliteRegistry } from "./registries.ts";
import {
  expectAllOpen,
  fill,
  formerlySealed,
  idOf,
  ownerOf,
  partsOf,
  sealed,
  secretOf,
  userIdOf,
} from "./sealed-tokens.ts";
import { temporaryFolder } from "./temporary-folder.ts";

describe("a registry of before the ring", () => {
  const key = new Uint8Array(randomBytes(32));
  const item = Buffer.from(key).toString("base64");
  const formerRegistry = async () => {
    const path = join(temporaryFolder(), "registry.sqlite");
    const before = await sqliteRegistry(path);
    await partsOf(before, memoryKeychain(item));
    await fill(before, 3, (at) => formerlySealed(key, userIdOf(at), secretOf(at)));
    await before.close();
    const database = new DatabaseSync(path);
    database.exec(`${beforeRegistryId}; pragma user_version = 9`);
    database.close();
    return sqliteRegistry(path);
  };

  test("has its secrets sealed anew at the first start, and none of the former form afterwards", async () => {
    const registry = await formerRegistry();
    const keychain = memoryKeychain(item);
    expect(await sealed(registry)).toEqual([{ keyId: null, rows: 3 }]);
    const parts = await partsOf(registry, keychain);
    expect(await takeUpKeys(parts)).toEqual(ok(idOf(key)));
    expect(await sealed(registry)).toEqual([{ keyId: idOf(key), rows: 3 }]);

    const { vault, proofs } = await partsOf(registry, keychain);
    await expectAllOpen(registry, vault, 3);
    expect(proofs.mac("text")).toBe(parts.proofs.mac("text"));
    const former = formerlySealed(key, userIdOf(0), secretOf(0));
    await expect(vault.open(ownerOf(0), former)).rejects.toThrow("no more");
    await expect(vault.open({ ...ownerOf(0), customerId: "another" }, former)).rejects.toThrow();
  });

  test("is finished by the next start where the first one was cut off", async () => {
    const registry = await formerRegistry();
    const keychain = memoryKeychain(item);
    const cut = { ...keychain, write: async () => refused("keychain-locked" as const) };
    expect(await takeUpKeys(await partsOf(registry, cut))).toEqual(refused("keychain-locked"));
    expect(keychain.item()).toBe(item);
    const parts = await partsOf(registry, keychain);
    expect(parts.opensFormer).toBe(true);
    expect(await takeUpKeys(parts)).toEqual(ok(idOf(key)));
    const { vault, opensFormer } = await partsOf(registry, keychain);
    expect(opensFormer).toBe(false);
    await expectAllOpen(registry, vault, 3);
  });

  test("goes on without a secret that doesn't open", async () => {
    const registry = await formerRegistry();
    const keychain = memoryKeychain(item);
    const foreign = formerlySealed(key, userIdOf(1), secretOf(0));
    const parts = await partsOf(registry, keychain);
    const token = await registry.transact((rows) => rows.tokenByUserId(userIdOf(0)));
    if (token === null) throw new Error("There is no token");
    await registry.transact((rows) => rows.updateToken({ ...token, sealedSecret: foreign }));
    expect(await takeUpKeys(parts)).toMatchObject({ ok: true });
    expect(await sealed(registry)).toEqual([
      { keyId: null, rows: 1 },
      { keyId: idOf(key), rows: 2 },
    ]);
  });
});

describe("a backup", () => {
  test("of before the ring comes under the newest key, its former form for this once", async () => {
    const key = new Uint8Array(randomBytes(32));
    const keychain = memoryKeychain(Buffer.from(key).toString("base64"));
    const empty = await sqliteRegistry();
    await takeUpKeys(await partsOf(empty, keychain));
    const backup = await sqliteRegistry();
    const parts = await partsOf(backup, keychain);
    await fill(backup, 3, (at) => formerlySealed(key, userIdOf(at), secretOf(at)));
    expect(parts.opensFormer).toBe(false);
    const id = await backup.transact((rows) => rows.registryId());
    const vault = parts.vaultOf(id, { opensFormer: true });
    expect(await takeInBackup({ ...parts, vault })).toEqual(ok(null));
    expect(await sealed(backup)).toEqual([{ keyId: idOf(key), rows: 3 }]);
    await expectAllOpen(backup, (await partsOf(backup, keychain)).vault, 3);
  });

  test("whose key is gone is refused, and left as it is", async () => {
    const key = new Uint8Array(randomBytes(32));
    const keychain = memoryKeychain(Buffer.from(key).toString("base64"));
    const backup = await sqliteRegistry();
    await partsOf(backup, keychain);
    await fill(backup, 3, (at) => formerlySealed(key, userIdOf(at), secretOf(at)));
    const other = await sqliteRegistry();
    await rotateKeys(await partsOf(other, keychain));
    const parts = await partsOf(backup, keychain);
    expect(await takeInBackup(parts)).toEqual(refused("backup-key-gone"));
    expect(await sealed(backup)).toEqual([{ keyId: null, rows: 3 }]);
  });
});
