import { describe, expect, test } from "vitest";
import type { OpenKeys } from "../../main/adapters/keychain-vault/open-keys.ts";
import type { Keychain } from "../../main/adapters/keychain-vault/keytar-keychain.ts";
import { resealSecrets, takeUpKeys } from "../../main/core/operations/upkeep/reseal-secrets.ts";
import { listKeys, rotateKeys } from "../../main/core/operations/upkeep/rotate-keys.ts";
import { verifyJournal } from "../../main/core/operations/upkeep/verify-journal.ts";
import type { OpenedRegistry } from "../../main/core/ports/registry.ts";
import { refused } from "../../preload/contract/result.ts";
import { memoryKeychain } from "../fakes/memory-keychain.ts";
import { sqliteRegistry } from "./registries.ts";
import {
  expectAllOpen,
  fill,
  opened,
  ownerOf,
  partsOf,
  sealed,
  secretOf,
  userIdOf,
  valueOf,
} from "./sealed-tokens.ts";

describe("a rotation", () => {
  const count = 250;
  const begin = async () => {
    const registry = await sqliteRegistry();
    const keychain = memoryKeychain(null);
    const parts = await partsOf(registry, keychain);
    await takeUpKeys(parts);
    await fill(registry, count, (at) => parts.vault.seal(ownerOf(at), secretOf(at), null));
    return { registry, keychain, first: parts };
  };
  const firstId = ({ known }: OpenKeys) => known[0]?.id ?? "";

  test("gives every secret a new key, and the former one is gone from the keychain", async () => {
    const { registry, keychain, first } = await begin();
    const former = firstId(first);
    const before = keychain.item() ?? "";
    const rotated = valueOf(await rotateKeys(await partsOf(registry, keychain)));
    expect(rotated).toMatchObject({ wentOn: false, rows: count, gone: [former] });
    expect(rotated.keyId).not.toBe(former);
    expect(await sealed(registry)).toEqual([{ keyId: rotated.keyId, rows: count }]);
    const keyOf = (text: string) => /"sealing":\[\{"key":"([^"]+)"/.exec(text)?.[1] ?? "";
    expect(keyOf(before)).toHaveLength(44);
    expect(keychain.item()).not.toContain(keyOf(before));
    await expectAllOpen(registry, (await partsOf(registry, keychain)).vault, count);
    // The kiosk that served meanwhile: it asks the keychain for the key that it hasn't.
    await expectAllOpen(registry, first.vault, count);
    await expect(opened(keychain, first.fingerprint)).resolves.toBeDefined();
  });

  test("leaves all that was proven before provable", async () => {
    const { registry, keychain, first } = await begin();
    const says = ({ proofs }: OpenKeys) =>
      [proofs.mac("t"), proofs.macOfBackup("t"), proofs.sign("t"), proofs.publicKey()] as const;
    for (let turn = 0; turn < 3; turn += 1) await rotateKeys(await partsOf(registry, keychain));
    const last = await partsOf(registry, keychain);
    expect(says(last)).toEqual(says(first));
    expect(last.known.slice(1)).toEqual(first.known.slice(1));
    expect(await verifyJournal(registry, last.proofs.mac, null)).toMatchObject({ ok: true });
    const rows = await registry.journalRows(null, 100, 100);
    expect(rows.map(({ action, outcome }) => `${action} ${outcome}`)).toEqual(
      [1, 2, 3].flatMap(() => ["keys-rotate begun", "keys-rotate done"]),
    );
    expect(rows[0]?.detail).toMatch(/^key=[0-9a-f]{16}$/);
  });

  test("a token that is issued while it runs is sealed under the new key", async () => {
    const { registry, keychain, first } = await begin();
    await rotateKeys(await partsOf(registry, keychain));
    const keyId = await registry.transact((rows) => rows.sealingKey());
    const bytes = await first.vault.seal(ownerOf(0), secretOf(0), keyId);
    const { vault } = await partsOf(registry, keychain);
    expect(await vault.open(ownerOf(0), bytes)).toEqual(secretOf(0));
  });

  test("is gone on with wherever it was cut off, and no secret is lost", async () => {
    const cutAt = async (write: number): Promise<boolean> => {
      const { registry, keychain } = await begin();
      let passed = 0;
      const pass = () => {
        passed += 1;
        if (passed === write) throw new Error("power cut");
      };
      const cutKeychain: Keychain = {
        read: () => keychain.read(),
        write: async (value) => {
          pass();
          const written = await keychain.write(value);
          pass();
          return written;
        },
      };
      const cutRegistry: OpenedRegistry = {
        ...registry,
        transact: async (work) => {
          const done = await registry.transact(async (rows) => {
            const answer = await work(rows);
            pass();
            return answer;
          });
          pass();
          return done;
        },
      };
      const parts = await partsOf(registry, keychain);
      const cut = { ...(await partsOf(registry, cutKeychain)), registry: cutRegistry };
      const outcome = await rotateKeys(cut).catch((error: unknown) => error);
      // Nothing that was cut off leaves a secret that doesn't open, nor a start that is refused.
      const start = await partsOf(registry, keychain);
      await expectAllOpen(registry, start.vault, count);
      await expectAllOpen(registry, parts.vault, count);
      expect(await takeUpKeys(start)).toMatchObject({ ok: true });
      const again = valueOf(await rotateKeys(await partsOf(registry, keychain)));
      expect(await sealed(registry)).toEqual([{ keyId: again.keyId, rows: count }]);
      const { known, vault } = await partsOf(registry, keychain);
      expect(known.filter(({ purpose }) => purpose === "token-secrets")).toHaveLength(1);
      await expectAllOpen(registry, vault, count);
      return outcome instanceof Error;
    };
    let write = 1;
    while (await cutAt(write)) write += 1;
    expect(write).toBeGreaterThan(12);
  }, 120_000);

  test("keeps a key while a secret under it doesn't open, and tells which", async () => {
    const { registry, keychain, first } = await begin();
    const token = await registry.transact((rows) => rows.tokenByUserId(userIdOf(7)));
    if (!token?.sealedSecret) throw new Error("There is no secret");
    const changed = token.sealedSecret.map((byte, at) => (at === 45 ? byte ^ 1 : byte));
    await registry.transact((rows) => rows.updateToken({ ...token, sealedSecret: changed }));
    const unopened = refused({ unopened: [userIdOf(7)] });
    expect(await rotateKeys(await partsOf(registry, keychain))).toEqual(unopened);
    const { known } = await partsOf(registry, keychain);
    expect(known.slice(0, 2).map(({ purpose }) => purpose)).toEqual(Array(2).fill("token-secrets"));
    expect(known[0]?.id).toBe(firstId(first));
    expect((await sealed(registry)).map(({ rows }) => rows).sort()).toEqual([1, count - 1]);
  });

  test("is refused by a keychain of before it, which opens none of the rows", async () => {
    const { registry, keychain } = await begin();
    const before = memoryKeychain(keychain.item());
    await rotateKeys(await partsOf(registry, keychain));
    expect(await takeUpKeys(await partsOf(registry, before))).toEqual(
      refused("keychain-key-missing"),
    );
  });

  test("of two at once each does its part, and nothing is lost", async () => {
    const { registry, keychain } = await begin();
    const [one, other] = [await partsOf(registry, keychain), await partsOf(registry, keychain)];
    await Promise.all([rotateKeys(one), rotateKeys(other)]);
    const { vault } = await partsOf(registry, keychain);
    await expectAllOpen(registry, vault, count);
  });
});

test("keys are told with their rows and times, and never shown", async () => {
  const registry = await sqliteRegistry();
  const keychain = memoryKeychain(null);
  const parts = await partsOf(registry, keychain);
  await takeUpKeys(parts);
  await fill(registry, 3, (at) => parts.vault.seal(ownerOf(at), secretOf(at), null));
  const added = valueOf(await parts.keys.add(9_000));
  await registry.transact((rows) => rows.setSealingKey(added.id));
  await resealSecrets({ registry: { ...registry }, vault: parts.vault }, added.id);
  const listed = valueOf(await listKeys(parts));
  expect(listed).toEqual([
    { ...parts.known[0], rows: 0, use: "former" },
    { id: added.id, since: 9_000, purpose: "token-secrets", rows: 3, use: "in-use" },
    ...parts.known.slice(1).map((key) => ({ ...key, rows: null, use: null })),
  ]);
  expect(listed.map(({ purpose }) => purpose)).toEqual([
    ...["token-secrets", "token-secrets", "journal", "backups", "bundles"],
  ]);
  const told = JSON.stringify(listed);
  for (const key of (keychain.item() ?? "").match(/[\w+/]{43}=/g) ?? []) {
    expect(told).not.toContain(key);
    expect(told).not.toContain(Buffer.from(key, "base64").toString("hex"));
  }
});
