/** A service's look at its ring, where that isn't as it was when the service began to serve. */
import { expect, test } from "vitest";
import type {
  Keychain,
  KeychainFault,
} from "../../main/adapters/keychain-vault/keytar-keychain.ts";
import { keepRing } from "../../main/compose/keep-ring.ts";
import { prepareKey } from "../../main/core/operations/upkeep/prepare-key.ts";
import { takeUpKeys } from "../../main/core/operations/upkeep/reseal-secrets.ts";
import { rotateKeys } from "../../main/core/operations/upkeep/rotate-keys.ts";
import { ok, refused } from "../../preload/contract/result.ts";
import { expectAllOpen, fill, ownerOf, secretOf, valueOf } from "../contract/sealed-tokens.ts";
import { memoryKeychain } from "../fakes/memory-keychain.ts";
import { newDatabase } from "../postgresql/database.ts";
import { serviceRing } from "./a-service-ring.ts";

/** A home of the ring that can be away. */
function ringThatFails(item: string | null) {
  const kept = memoryKeychain(item);
  let fault: KeychainFault | null = null;
  const read: Keychain["read"] = async () => (fault === null ? kept.read() : refused(fault));
  return { ...kept, read, fail: (by: KeychainFault) => void (fault = by) };
}

test("while its ring can't be read a service serves by the keys it has, and a rotation waits for it", async () => {
  const settings = await newDatabase();
  const keychain = memoryKeychain(null);
  const one = await serviceRing(settings, "one", keychain);
  const others = ringThatFails(keychain.item());
  const two = await serviceRing(settings, "two", others);
  const former = valueOf(await takeUpKeys(one));
  await Promise.all([one, two].map(keepRing));
  await fill(one.registry, 1, (at) => one.vault.seal(ownerOf(at), secretOf(at), former));
  const { keyId } = valueOf(await prepareKey(one));

  others.fail("keychain-absent");
  // Both were silent for long.
  await one.network.database.updateTable("ring_holders").set({ seen_at: 0 }).execute();
  await expect(keepRing(two)).rejects.toThrow(/fails: keychain-absent/);
  expect(await rotateKeys(one)).toEqual(refused({ lacking: ["two"], keyId }));
  await expectAllOpen(two.registry, two.vault, 1);
});

test("an older copy in the place of its ring isn't taken up, and said to be wrong", async () => {
  const keychain = memoryKeychain(null);
  const one = await serviceRing(await newDatabase(), "one", keychain);
  const older = keychain.item() ?? "";
  const former = valueOf(await takeUpKeys(one));
  await fill(one.registry, 1, (at) => one.vault.seal(ownerOf(at), secretOf(at), former));
  const { keyId } = valueOf(await rotateKeys(one));
  await keepRing(one);

  await keychain.write(older);
  await expect(keepRing(one)).rejects.toThrow(/fails: keychain-key-missing/);
  expect(await one.shared.holders()).toMatchObject([{ keyIds: [keyId], isServing: true }]);
  await expectAllOpen(one.registry, one.vault, 1);
  // Nor where a secret names a key that nobody has.
  const unknown = await one.vault.seal(ownerOf(0), secretOf(0), keyId);
  unknown.set([0, 0, 0], 1);
  await expect(one.vault.open(ownerOf(0), unknown)).rejects.toThrow(/no key of this id/);
  await expectAllOpen(one.registry, one.vault, 1);
});

test("a ring that is only handed over is changed where it comes from, and keeps what it was handed", async () => {
  const settings = await newDatabase();
  const origins = memoryKeychain(null);
  const origin = await serviceRing(settings, "origin", origins);
  const former = valueOf(await takeUpKeys(origin));
  let handed = origins.item() ?? "";
  const one = await serviceRing(settings, "one", {
    read: () => Promise.resolve(ok(handed)),
    write: () => Promise.resolve(refused("keychain-locked")),
  });
  await keepRing(one);
  expect(await prepareKey(one)).toEqual(refused("keychain-locked"));
  expect(await rotateKeys(one)).toEqual(refused("keychain-locked"));

  const { keyId } = valueOf(await prepareKey(origin));
  handed = origins.item() ?? "";
  await keepRing(one);
  expect(await rotateKeys(one)).toEqual(refused("keychain-locked"));
  expect(await one.registry.read((rows) => rows.sealingKey())).toBe(former);
  expect(await rotateKeys(origin)).toMatchObject({ value: { keyId, gone: [former] } });
  await keepRing(one);
  expect(await one.shared.holders()).toMatchObject([{ name: "one", keyIds: [former, keyId] }]);
  handed = origins.item() ?? "";
  await keepRing(one);
  expect(await one.shared.holders()).toMatchObject([{ name: "one", keyIds: [keyId] }]);
});
