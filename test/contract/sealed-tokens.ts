import { createCipheriv, createHash, randomBytes } from "node:crypto";
import { expect } from "vitest";
import { openKeys } from "../../main/adapters/keychain-vault/open-keys.ts";
import type { OpenKeys } from "../../main/adapters/keychain-vault/open-keys.ts";
import type { Keychain } from "../../main/adapters/keychain-vault/keytar-keychain.ts";
import { systemRandom } from "../../main/adapters/system-random.ts";
import type { KeyParts } from "../../main/core/operations/upkeep/reseal-secrets.ts";
import type { OpenedRegistry, SealingRows } from "../../main/core/ports/registry.ts";
import type { Clock } from "../../main/core/ports/clock.ts";
import type { SecretOwner, Vault } from "../../main/core/ports/vault.ts";
import type { Result } from "../../preload/contract/result.ts";
import { issuedToken, taro } from "./rows.ts";

export const secretOf = (at: number): Uint8Array => new Uint8Array(20).fill(at + 1);
export const userIdOf = (at: number): string => String(999_800_000_001 + at);
const customerIdOf = (at: number) => `customer-${String(at + 1)}`;
export const ownerOf = (at: number): SecretOwner => ({
  userId: userIdOf(at),
  customerId: customerIdOf(at),
});
/** The id of a key. */
export const idOf = (key: Uint8Array): string =>
  createHash("sha256").update(key).digest("hex").slice(0, 16);

/** What a kiosk of before the ring did: version, nonce, tag and text, bound to the user ID alone. */
export function formerlySealed(key: Uint8Array, userId: string, secret: Uint8Array): Uint8Array {
  const nonce = randomBytes(12);
  const sealing = createCipheriv("aes-256-gcm", key, nonce, { authTagLength: 16 });
  sealing.setAAD(Buffer.from(userId));
  const text = Buffer.concat([sealing.update(secret), sealing.final()]);
  return Uint8Array.of(1, ...nonce, ...sealing.getAuthTag(), ...text);
}

/** As many tokens, each of another customer; `seal` seals its secret. */
export async function fill(
  registry: OpenedRegistry,
  count: number,
  seal: (at: number) => Uint8Array | Promise<Uint8Array>,
): Promise<void> {
  await registry.transact(async (rows) => {
    for (let at = 0; at < count; at += 1) {
      const { customerId, userId } = ownerOf(at);
      await rows.insertCustomer({ ...taro, id: customerId, loginId: `login${String(at)}` });
      const sealedSecret = await seal(at);
      await rows.insertToken({ ...issuedToken, userId, customerId, sealedSecret });
    }
  });
}

/** Opens every secret; each must be the one that was sealed. */
export async function expectAllOpen(
  registry: OpenedRegistry,
  vault: Vault,
  count: number,
): Promise<void> {
  for (let at = 0; at < count; at += 1) {
    const token = await registry.transact((rows) => rows.tokenByUserId(userIdOf(at)));
    if (!token?.sealedSecret) throw new Error("There is no secret");
    expect(await vault.open(token, token.sealedSecret)).toEqual(secretOf(at));
  }
}

export async function opened(
  keychain: Keychain,
  fingerprint: string | null = null,
): Promise<OpenKeys> {
  return valueOf(await openKeys({ keychain, fingerprint, random: systemRandom, at: 1_000 }));
}

export function valueOf<T>(result: Result<T, unknown>): T {
  if (!result.ok) throw new Error(`Refused: ${JSON.stringify(result.refusal)}`);
  return result.value;
}

interface Parts extends OpenKeys, KeyParts {
  readonly registry: OpenedRegistry;
  readonly clock: Clock;
}

/** The registry with its keys, as a process that has just begun has them. */
export async function partsOf(
  registry: OpenedRegistry,
  keychain: Keychain,
  now = 5_000,
): Promise<Parts> {
  const keys = await opened(keychain);
  const id = await registry.transact((rows) => rows.registryId());
  const { opensFormer, proofs } = keys;
  await registry.sealJournal({ kiosk: "kiosk", mac: proofs.mac, takesUnsealed: opensFormer });
  return { ...keys, registry, vault: keys.vaultOf(id), clock: () => now };
}

export const sealed = (registry: OpenedRegistry): ReturnType<SealingRows["sealedSecrets"]> =>
  registry.transact((rows) => rows.sealedSecrets());
