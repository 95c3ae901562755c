import { describe, expect, test } from "vitest";
import { escrowText, ringFromEscrow } from "../../main/adapters/keychain-vault/escrow.ts";
import { ringFrom, ringOf, ringText } from "../../main/adapters/keychain-vault/key-ring.ts";
import { recoverKeys } from "../../main/adapters/keychain-vault/recover-keys.ts";
import { systemRandom } from "../../main/adapters/system-random.ts";
import { rotateKeys } from "../../main/core/operations/upkeep/rotate-keys.ts";
import { takeInBackup, takeUpKeys } from "../../main/core/operations/upkeep/reseal-secrets.ts";
import { ok, refused } from "../../preload/contract/result.ts";
import { memoryKeychain } from "../fakes/memory-keychain.ts";
import { sqliteRegistry } from "./registries.ts";
import { expectAllOpen, fill, opened, ownerOf, partsOf, secretOf } from "./sealed-tokens.ts";

const passphrase = "福島の鍵 correct horse";
const ring = ringOf(new Uint8Array(32).fill(9), 1_000);
const made = () => escrowText(ring, passphrase, { random: systemRandom, at: 5_000 });

describe("an escrow", () => {
  test("gives all keys to whoever has the passphrase, however its characters are composed", async () => {
    const text = await made();
    expect(await ringFromEscrow(text, passphrase.normalize("NFD"))).toEqual(ok(ring));
    expect(await ringFromEscrow(text.replaceAll("\n", "\r\n"), passphrase)).toEqual(ok(ring));
  });

  test("to nobody else, and shows no key", async () => {
    const text = await made();
    for (const wrong of ["", "correct horse", `${passphrase} `]) {
      expect(await ringFromEscrow(text, wrong)).toEqual(refused("escrow-passphrase-wrong"));
    }
    for (const key of ringText(ring).match(/[\w+/]{43}=/g) ?? []) expect(text).not.toContain(key);
    expect(text).not.toContain("sealing");
  });

  test("of another day has another salt, nonce and key", async () => {
    const [one, other] = [(await made()).split("\n"), (await made()).split("\n")];
    for (const at of [3, 4, 5, 6, 7]) expect(one[at]).not.toBe(other[at]);
  });

  test("that was changed anywhere, or cut off, is damaged or none", async () => {
    const text = await made();
    for (let at = 0; at < text.length - 1; at += 7) {
      const changed = `${text.slice(0, at)}${text[at] === "A" ? "B" : "A"}${text.slice(at + 1)}`;
      const refusal = at < "otp-kiosk-escrow ".length ? "escrow-none" : "escrow-damaged";
      expect(await ringFromEscrow(changed, passphrase)).toEqual(refused(refusal));
      expect(await ringFromEscrow(text.slice(0, at), passphrase)).toMatchObject({ ok: false });
    }
    const later = text.replace("escrow 1", "escrow 2");
    expect(await ringFromEscrow(later, passphrase)).toEqual(refused("escrow-newer"));
    expect(await ringFromEscrow("words", passphrase)).toEqual(refused("escrow-none"));
  });
});

describe("keys are recovered", () => {
  const given = async (fingerprint: string | null = null) => ({
    ...{ escrow: await made(), passphrase, fingerprint },
  });

  test("into an empty keychain, and a second time there is nothing to do", async () => {
    const keychain = memoryKeychain(null);
    const recovered = await recoverKeys(keychain, await given(ring.identity));
    expect(recovered).toMatchObject({ ok: true, value: [{ id: ring.sealing[0].id }, {}, {}, {}] });
    expect(ringFrom(keychain.item() ?? "")).toEqual(ring);
    expect(await recoverKeys(keychain, await given())).toEqual(recovered);
    expect((await opened(keychain)).fingerprint).toBe(ring.identity);
  });

  test("never over others, nor for another registry", async () => {
    const others = ringText(ringOf(new Uint8Array(32).fill(3), 1));
    for (const item of [others, Buffer.alloc(32, 4).toString("base64"), "words"]) {
      const keychain = memoryKeychain(item);
      expect(await recoverKeys(keychain, await given())).toEqual(refused("recover-other-keys"));
      expect(keychain.item()).toBe(item);
    }
    const keychain = memoryKeychain(null);
    const other = await recoverKeys(keychain, await given("ab".repeat(32)));
    expect(other).toEqual(refused("recover-other-registry"));
    expect(keychain.item()).toBeNull();
  });

  test("so that a backup of before a rotation opens, and the newest key stays the newest", async () => {
    const keychain = memoryKeychain(null);
    const registry = await sqliteRegistry();
    const first = await partsOf(registry, keychain);
    await takeUpKeys(first);
    const backup = await sqliteRegistry();
    const seal = (at: number) => first.vault.seal(ownerOf(at), secretOf(at), null);
    const id = await backup.transact((rows) => rows.registryId());
    await partsOf(backup, keychain);
    await fill(backup, 3, (at) => first.vaultOf(id).seal(ownerOf(at), secretOf(at), null));
    await fill(registry, 3, seal);
    const escrow = await first.escrow(passphrase, 5_000);
    if (!escrow.ok) throw new Error(escrow.refusal);
    const rotated = await rotateKeys(await partsOf(registry, keychain));
    if (!rotated.ok) throw new Error("not rotated");
    const before = await partsOf(backup, keychain);
    expect(await takeInBackup(before)).toEqual(refused("backup-key-gone"));
    const asked = { escrow: escrow.value, passphrase, fingerprint: first.fingerprint };
    expect(await recoverKeys(keychain, asked)).toMatchObject({ ok: true });
    const parts = await partsOf(backup, keychain);
    expect(await takeInBackup(parts)).toEqual(ok(null));
    const { vault } = await partsOf(backup, keychain);
    await expectAllOpen(backup, vault, 3);
    expect(await backup.transact((rows) => rows.sealingKey())).toBe(rotated.value.keyId);
    // The next rotation forgets it again.
    expect(await rotateKeys(await partsOf(registry, keychain))).toMatchObject({
      value: { wentOn: true, keyId: rotated.value.keyId, gone: [first.known[0]?.id] },
    });
  });
});
