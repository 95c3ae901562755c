import { aesGcmVault } from "../../main/adapters/keychain-vault/aes-gcm-vault.ts";
import { ringFrom, ringOf } from "../../main/adapters/keychain-vault/key-ring.ts";
import type { KeyRing } from "../../main/adapters/keychain-vault/key-ring.ts";
import type { Random } from "../../main/core/ports/cryptography.ts";
import type { Vault } from "../../main/core/ports/vault.ts";
import { seededRandom } from "./seeded-random.ts";

/** A vault whose ring, with `key` (32 bytes) as its first, is in memory instead of a keychain; its sealing is real. */
export function memoryVault(
  key: Uint8Array = new Uint8Array(32).fill(7),
  random: Random = seededRandom(1),
): Vault {
  return vaultOver(ringOf(key, null), "registry", random);
}

/** The vault of the ring that a keychain holds as `item`, for the registry `registryId`. */
export function vaultOfItem(item: string, registryId: string): Vault {
  const ring = ringFrom(item);
  if (ring === null) throw new Error("The keychain holds no ring");
  return vaultOver(ring, registryId, seededRandom(1));
}

function vaultOver(ring: KeyRing, registryId: string, random: Random): Vault {
  const { opensFormer } = ring;
  const reload = () => Promise.resolve();
  return aesGcmVault({ ring: () => ring, opensFormer, registryId, random, reload });
}
