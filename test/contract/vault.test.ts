import { createHmac } from "node:crypto";
import { describe, expect, test } from "vitest";
import { fingerprintOf, isSignedBy } from "../../main/adapters/ed25519.ts";
import { openVault } from "../../main/adapters/keychain-vault/open-vault.ts";
import type { Keychain } from "../../main/adapters/keychain-vault/keytar-keychain.ts";
import { systemRandom } from "../../main/adapters/system-random.ts";
import { ok, refused } from "../../preload/contract/result.ts";
import type { Vault } from "../../main/ports/vault.ts";
import { memoryVault } from "../fakes/memory-vault.ts";

/** A keychain that opens, with one item or none. */
function memoryKeychain(item: string | null): Keychain & { readonly item: () => string | null } {
  let kept = item;
  return {
    item: () => kept,
    read: async () => ok(kept),
    write: async (value) => {
      kept = value;
      return ok(null);
    },
  };
}

function open(keychain: Keychain, fingerprint: string | null) {
  const options = { service: "unused", timeoutMs: 1_000, random: systemRandom };
  return openVault({ ...options, keychain, fingerprint });
}

async function keychainVault(): Promise<Vault> {
  const opened = await open(memoryKeychain(null), null);
  if (!opened.ok) throw new Error(opened.refusal);
  return opened.value.vault;
}

describe.each([
  ["under the keychain's key", keychainVault],
  ["in memory", async () => memoryVault()],
])("the vault %s", (_name, make) => {
  const secret = Uint8Array.from({ length: 20 }, (_, at) => at);
  const identity = "999800000001";

  test("signs by a key of its own that others can check", async () => {
    const vault = await make();
    const signature = vault.sign("what was said");
    expect(isSignedBy(vault.publicKey(), "what was said", signature)).toBe(true);
    expect(isSignedBy(vault.publicKey(), "what was said ", signature)).toBe(false);
    const other = memoryVault(new Uint8Array(32).fill(9));
    expect(isSignedBy(other.publicKey(), "what was said", signature)).toBe(false);
    for (const none of ["", "no key", signature]) {
      expect(isSignedBy(none, "what was said", signature)).toBe(false);
      expect(isSignedBy(vault.publicKey(), "what was said", none && `${none}=`)).toBe(false);
    }
  });

  test("signs alike under the same key, as it is derived from it alone", () => {
    const key = new Uint8Array(32).fill(3);
    expect(memoryVault(key).publicKey()).toBe(memoryVault(key).publicKey());
    expect(memoryVault(key).sign("text")).toBe(memoryVault(key).sign("text"));
    expect(fingerprintOf(memoryVault(key).publicKey())).toMatch(/^[0-9a-f]{64}$/);
  });

  test("opens what it sealed, for the same identity", async () => {
    const vault = await make();
    expect(vault.open(identity, vault.seal(identity, secret))).toEqual(secret);
    const empty = new Uint8Array(0);
    expect(vault.open(identity, vault.seal(identity, empty))).toEqual(empty);
  });

  test("opens it for no other identity", async () => {
    const vault = await make();
    const sealed = vault.seal(identity, secret);
    expect(() => vault.open("999800000002", sealed)).toThrow();
    expect(() => vault.open("", sealed)).toThrow();
  });

  test("notices every changed, missing or added byte", async () => {
    const vault = await make();
    const sealed = vault.seal(identity, secret);
    for (const at of sealed.keys()) {
      const changed = sealed.map((byte, index) => (index === at ? byte ^ 1 : byte));
      expect(() => vault.open(identity, changed)).toThrow();
      expect(() => vault.open(identity, sealed.subarray(0, at))).toThrow();
    }
    expect(() => vault.open(identity, new Uint8Array([...sealed, 0]))).toThrow();
  });

  test("gives a text one MAC, and every other text another", async () => {
    const vault = await make();
    const texts = ["", "a", "b", "ab", "福島", "福島 ", "\u0000"];
    const macs = texts.map((text) => vault.mac(text));
    expect(macs).toEqual(texts.map((text) => vault.mac(text)));
    expect(new Set(macs).size).toBe(texts.length);
    expect(macs.every((mac) => /^[0-9a-f]{64}$/.test(mac))).toBe(true);
  });

  test("seals the same secret differently each time, and never shows it", async () => {
    const vault = await make();
    const sealed = Array.from({ length: 50 }, () => Buffer.from(vault.seal(identity, secret)));
    expect(new Set(sealed.map((bytes) => bytes.toString("hex"))).size).toBe(50);
    const plain = Buffer.from(secret);
    expect(sealed.some((bytes) => bytes.includes(plain))).toBe(false);
  });
});

test("vaults with different keys don't open each other's secrets", async () => {
  const [one, other] = [await keychainVault(), memoryVault()];
  const sealed = one.seal("999800000001", new Uint8Array(20));
  expect(() => other.open("999800000001", sealed)).toThrow();
});

test.each([
  ["mac", "journal"],
  ["macOfBackup", "backup"],
] as const)(
  "the key of %s is RFC 5869's, derived from the master key for nothing else",
  (of, use) => {
    const master = new Uint8Array(32).fill(7);
    const prk = createHmac("sha256", new Uint8Array(32)).update(master).digest();
    const key = createHmac("sha256", prk).update(`${use}\u0001`).digest();
    const expected = createHmac("sha256", key).update("text").digest("hex");
    expect(memoryVault(master)[of]("text")).toBe(expected);
    expect(memoryVault(new Uint8Array(32).fill(8))[of]("text")).not.toBe(expected);
  },
);

describe("the master key", () => {
  test("is made once: 256 bits in base64, known by their SHA-256", async () => {
    const keychain = memoryKeychain(null);
    const first = await open(keychain, null);
    expect(Buffer.from(keychain.item() ?? "", "base64")).toHaveLength(32);
    expect(first.ok && first.value.fingerprint).toMatch(/^[0-9a-f]{64}$/);

    const made = keychain.item();
    const again = await open(keychain, first.ok ? first.value.fingerprint : null);
    expect(again.ok).toBe(true);
    expect(keychain.item()).toBe(made);
  });

  test("that is there though no fingerprint was recorded is adopted", async () => {
    const keychain = memoryKeychain(null);
    const first = await open(keychain, null);
    const made = keychain.item();
    const second = await open(keychain, null);
    expect(keychain.item()).toBe(made);
    expect(second.ok && second.value.fingerprint).toBe(first.ok && first.value.fingerprint);
  });

  test("that is gone is not made anew", async () => {
    const keychain = memoryKeychain(null);
    expect(await open(keychain, "ab".repeat(32))).toEqual(refused("keychain-key-missing"));
    expect(keychain.item()).toBeNull();
  });

  test.each([
    ["another key", Buffer.alloc(32, 5).toString("base64"), "ab".repeat(32)],
    ["no key at all", "rubbish", "ab".repeat(32)],
    ["no key at all, none recorded", "rubbish", null],
    ["a key that was cut", Buffer.alloc(31, 5).toString("base64"), null],
  ])("of which the keychain holds %s stays as it is", async (_what, item, fingerprint) => {
    const keychain = memoryKeychain(item);
    expect(await open(keychain, fingerprint)).toEqual(refused("keychain-key-different"));
    expect(keychain.item()).toBe(item);
  });

  test("is not trusted before it was read back", async () => {
    const forgetful = { ...memoryKeychain(null), write: async () => ok(null) };
    expect(await open(forgetful, null)).toEqual(refused("keychain-key-different"));
  });

  test.each(["keychain-absent", "keychain-locked"] as const)(
    "is not to be had from a keychain that is %s",
    async (refusal) => {
      const shut = async () => refused(refusal);
      expect(await open({ ...memoryKeychain(null), read: shut }, null)).toEqual(refused(refusal));
      expect(await open({ ...memoryKeychain(null), write: shut }, null)).toEqual(refused(refusal));
    },
  );
});
