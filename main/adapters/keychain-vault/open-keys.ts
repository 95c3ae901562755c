import { createSecretKey } from "node:crypto";
import type { KeyObject } from "node:crypto";
import { ok, refused } from "../../../preload/contract/result.ts";
import type { Result } from "../../../preload/contract/result.ts";
import type { Keys, KeysFault, KnownKey } from "../../core/ports/keys.ts";
import type { Random } from "../../core/ports/cryptography.ts";
import type { Proofs, Vault } from "../../core/ports/vault.ts";
import { aesGcmVault, proofsOf } from "./aes-gcm-vault.ts";
import { documentSeal } from "./document-seal.ts";
import type { DocumentSeal } from "./document-seal.ts";
import { escrowText } from "./escrow.ts";
import { keyLength, knownKeys, ringOf } from "./key-ring.ts";
import { KeysError, keychainKeys, readRing, writeRing } from "./keychain-keys.ts";
import type { Keychain } from "./keytar-keychain.ts";

/** The keys of a keychain, usable without revealing them. */
export interface OpenKeys {
  /** Identifies the keys to a registry; the caller records it in a registry that has none. */
  readonly fingerprint: string;
  /** The facts of the keys at the time of reading. */
  readonly known: readonly KnownKey[];
  readonly keys: Keys;
  readonly proofs: Proofs;
  /** The key of `proofs.mac`, for a thread of this process; it is never written anywhere. */
  readonly journalKey: KeyObject;
  /** Whether secrets of v1 are opened; see `Keys.closeFormerForm`. */
  readonly opensFormer: boolean;
  /** All keys as a file for another machine; see `escrowText`. `at`: now, epoch milliseconds. */
  escrow(passphrase: string, at: number): Promise<Result<string, KeysFault>>;
  /** Seals a service's documents in a database; see `documentSeal`. */
  readonly documents: DocumentSeal;
  /**
   * Reads the ring again, for all its vaults. Where that fails, or where it lacks the key `needed` (null: any will do), as
   * an older copy of the ring does, they keep the keys that they have.
   */
  refresh(needed: string | null): Promise<Result<null, KeysFault>>;
  /** The facts of the keys that its vaults have. */
  held(): readonly KnownKey[];
  /** The vault of the registry with the identifier `registryId`; `opensFormer`: it opens secrets of v1 in any case. */
  vaultOf(registryId: string, forms?: { readonly opensFormer: boolean }): Vault;
}

/**
 * Opens the ring of keys in `keychain`. `fingerprint` is the registry's. With a fingerprint a ring is never made,
 * because it would take the place of the keys that open the registry's secrets, which may come back. Without one, a
 * ring that is already there is adopted, as the kiosk may have died between the keychain's write and the registry's;
 * only an open keychain without the item gets a new ring, which is read back before it is trusted. `at`: now, epoch
 * milliseconds.
 */
export async function openKeys(options: {
  readonly keychain: Keychain;
  readonly fingerprint: string | null;
  readonly random: Random;
  readonly at: number;
}): Promise<Result<OpenKeys, KeysFault>> {
  const { keychain, random, fingerprint, at } = options;
  let read = await readRing(keychain, fingerprint);
  if (!read.ok && read.refusal === "keychain-key-missing" && fingerprint === null) {
    const made = await writeRing(keychain, ringOf(random(keyLength), at));
    if (!made.ok) return made;
    read = await readRing(keychain, null);
  }
  if (!read.ok) return read;
  const ring = read.value;
  let held = ring;
  /** Answers whether the ring has the key. */
  const readAgain = async (needed: string | null): Promise<Result<boolean, KeysFault>> => {
    const again = await readRing(keychain, ring.identity);
    if (!again.ok) return again;
    const hasIt = needed === null || again.value.sealing.some(({ id }) => id === needed);
    if (hasIt) held = again.value;
    return ok(hasIt);
  };
  const reload = async (keyId: string): Promise<void> => {
    const again = await readAgain(keyId);
    if (!again.ok) throw new KeysError(again.refusal);
  };
  return ok({
    fingerprint: ring.identity,
    known: knownKeys(ring),
    keys: keychainKeys(keychain, ring.identity, random),
    proofs: proofsOf(ring),
    journalKey: createSecretKey(ring.journal),
    opensFormer: ring.opensFormer,
    documents: documentSeal(ring, random),
    held: () => knownKeys(held),
    async refresh(needed) {
      const again = await readAgain(needed);
      if (!again.ok) return again;
      return again.value ? ok(null) : refused("keychain-key-missing");
    },
    async escrow(passphrase, now) {
      // A rotation may have happened in between.
      const again = await readRing(keychain, ring.identity);
      if (!again.ok) return again;
      return ok(await escrowText(again.value, passphrase, { random, at: now }));
    },
    vaultOf: (registryId, { opensFormer } = ring) =>
      aesGcmVault({ ring: () => held, opensFormer, registryId, random, reload }),
  });
}
