import { createHash, createHmac } from "node:crypto";
import { describe, expect, test } from "vitest";
import { fingerprintOf, isSignedBy } from "../../main/adapters/ed25519.ts";
import { openKeys } from "../../main/adapters/keychain-vault/open-keys.ts";
import type { Keychain } from "../../main/adapters/keychain-vault/keytar-keychain.ts";
import { systemRandom } from "../../main/adapters/system-random.ts";
import { ok, refused } from "../../preload/contract/result.ts";
import { sealedParts } from "../../main/core/domain/sealed-secret.ts";
import type { Vault } from "../../main/core/ports/vault.ts";
import { memoryKeychain } from "../fakes/memory-keychain.ts";
import { memoryVault } from "../fakes/memory-vault.ts";

function open(keychain: Keychain, fingerprint: string | null, at = 1_000) {
  return openKeys({ keychain, fingerprint, random: systemRandom, at });
}

async function keychainVault(): Promise<Vault> {
  const opened = await open(memoryKeychain(null), null);
  if (!opened.ok) throw new Error(opened.refusal);
  return opened.value.vaultOf("registry");
}

describe.each([
  ["under the keychain's key", keychainVault],
  ["in memory", async () => memoryVault()],
])("the vault %s", (_name, make) => {
  const secret = Uint8Array.from({ length: 20 }, (_, at) => at);
  const owner = { userId: "999800000001", customerId: "taro" };

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

  test("opens what it sealed, for the same token and customer", async () => {
    const vault = await make();
    expect(await vault.open(owner, await vault.seal(owner, secret, null))).toEqual(secret);
    const empty = new Uint8Array(0);
    expect(await vault.open(owner, await vault.seal(owner, empty, null))).toEqual(empty);
  });

  test.each([
    ["token", { userId: "999800000002" }],
    ["customer", { customerId: "hanako" }],
    ["token, as none", { userId: "" }],
    ["customer, as none", { customerId: "" }],
    ["end of one name and beginning of the other", { userId: "99980000000", customerId: "1taro" }],
  ])("opens it for no other %s", async (_what, difference) => {
    const vault = await make();
    const sealed = await vault.seal(owner, secret, null);
    const other = { ...owner, ...difference };
    await expect(vault.open(other, sealed)).rejects.toThrow();
    const { keyId = null } = sealedParts(sealed) ?? {};
    expect(await vault.reseal(other, sealed, keyId ?? "")).toBeNull();
  });

  test("notices every changed, missing or added byte", async () => {
    const vault = await make();
    const sealed = await vault.seal(owner, secret, null);
    for (const at of sealed.keys()) {
      const changed = sealed.map((byte, index) => (index === at ? byte ^ 1 : byte));
      await expect(vault.open(owner, changed)).rejects.toThrow();
      await expect(vault.open(owner, sealed.subarray(0, at))).rejects.toThrow();
    }
    await expect(vault.open(owner, new Uint8Array([...sealed, 0]))).rejects.toThrow();
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
    const sealings = Array.from({ length: 50 }, () => vault.seal(owner, secret, null));
    const sealed = (await Promise.all(sealings)).map((bytes) => Buffer.from(bytes));
    expect(new Set(sealed.map((bytes) => bytes.toString("hex"))).size).toBe(50);
    const plain = Buffer.from(secret);
    expect(sealed.some((bytes) => bytes.includes(plain))).toBe(false);
  });
});

test("vaults with different keys don't open each other's secrets", async () => {
  const [one, other] = [await keychainVault(), memoryVault()];
  const owner = { userId: "999800000001", customerId: "taro" };
  const sealed = await one.seal(owner, new Uint8Array(20), null);
  await expect(other.open(owner, sealed)).rejects.toThrow();
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
  test("is made once: 256 bits, known by their SHA-256", async () => {
    const keychain = memoryKeychain(null);
    const first = await open(keychain, null);
    const ring = JSON.parse(keychain.item() ?? "") as { sealing: { key: string; since: number }[] };
    const [made0] = ring.sealing;
    const bytes = Buffer.from(made0?.key ?? "", "base64");
    expect(bytes).toHaveLength(32);
    const fingerprint = createHash("sha256").update(bytes).digest("hex");
    expect(first).toMatchObject({ ok: true, value: { fingerprint, opensFormer: false } });
    expect(made0?.since).toBe(1_000);

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
