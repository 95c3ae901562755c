import { aesGcmVault } from "../../main/adapters/keychain-vault/aes-gcm-vault.ts";
import type { Vault } from "../../main/ports/vault.ts";
import { seededRandom } from "./seeded-random.ts";

/** A vault whose master key (32 bytes) is in memory instead of a keychain; its sealing is real. */
export function memoryVault(key: Uint8Array = new Uint8Array(32).fill(7)): Vault {
  return aesGcmVault(key, seededRandom(1));
}
