import { createCipheriv, createDecipheriv, createSecretKey } from "node:crypto";
import {
  nonceLength,
  sealedForm,
  sealedParts,
  tagLength,
} from "../../core/domain/sealed-secret.ts";
import type { SealedParts } from "../../core/domain/sealed-secret.ts";
import type { Random } from "../../core/ports/cryptography.ts";
import type { Proofs, SecretOwner, Vault } from "../../core/ports/vault.ts";
import { ed25519Signer } from "../ed25519.ts";
import { hmacUnder } from "../hashes.ts";
import { idOf, newestOf } from "./key-ring.ts";
import type { KeyRing, SealingKey } from "./key-ring.ts";

const cipher = "aes-256-gcm";

/** The keys and tools that a vault works with. */
export interface VaultParts {
  /** The ring as it was read last. */
  readonly ring: () => KeyRing;
  /** Whether secrets of v1 are opened. */
  readonly opensFormer: boolean;
  /** The registry's own identifier, to which secrets are bound. */
  readonly registryId: string;
  readonly random: Random;
  /**
   * Reads the ring again, so that `ring` answers it as it is now where it has the key `keyId`; rejects with the reason if
   * that fails.
   */
  readonly reload: (keyId: string) => Promise<void>;
}

/**
 * A vault under the keys of the ring. The associated data of v2 are purpose, registry, key, user ID and customer as JSON;
 * those of v1 were the user ID alone.
 */
export function aesGcmVault(parts: VaultParts): Vault {
  const { ring, opensFormer, random, registryId, reload } = parts;
  /** The key with that id; it may have been made after the ring was read. */
  const keyOf = async (id: string): Promise<SealingKey> => {
    const find = () => ring().sealing.find((key) => key.id === id);
    const known = find();
    if (known !== undefined) return known;
    await reload(id);
    const read = find();
    if (read === undefined) throw new Error("The keychain has no key of this id");
    return read;
  };
  const boundTo = ({ userId, customerId }: SecretOwner, keyId: string) =>
    JSON.stringify(["token-secret", registryId, keyId, userId, customerId]);
  const seal: Vault["seal"] = async (owner, secret, keyId) => {
    const { id, key } = keyId === null ? newestOf(ring()) : await keyOf(keyId);
    return sealedForm({
      keyId: id,
      ...encrypted(key, random(nonceLength), boundTo(owner, id), secret),
    });
  };
  const open: Vault["open"] = async (owner, sealed) => {
    const secret = sealedParts(sealed);
    if (secret === null) throw new Error("Sealed secret has an unknown form");
    if (secret.keyId !== null) {
      const { key } = await keyOf(secret.keyId);
      return decrypted(key, secret, boundTo(owner, secret.keyId));
    }
    if (!opensFormer) throw new Error("Sealed secret has a form that is taken no more");
    const { key } = await keyOf(idOf(ring().identity));
    return decrypted(key, secret, owner.userId);
  };
  return {
    ...proofsOf(ring()),
    seal,
    open,
    async reseal(owner, sealed, keyId) {
      // The key is obtained first, so that a keychain which doesn't answer is not mistaken for a broken secret.
      await keyOf(keyId);
      const secret = await open(owner, sealed).catch((error: unknown) => {
        if (error instanceof Error && "fault" in error) throw error;
        return null;
      });
      if (secret === null) return null;
      try {
        return await seal(owner, secret, keyId);
      } finally {
        secret.fill(0);
      }
    },
  };
}

/** The keys by which a ring makes its proofs. */
export function proofsOf({ journal, backup, signature }: KeyRing): Proofs {
  return {
    ...ed25519Signer(signature),
    mac: hmacUnder(createSecretKey(journal)),
    macOfBackup: hmacUnder(createSecretKey(backup)),
  };
}

/** AES-256-GCM of `secret` under `key`, bound to the text `bound`. */
export function encrypted(
  key: Uint8Array,
  nonce: Uint8Array,
  bound: string,
  secret: Uint8Array,
): Omit<SealedParts, "keyId"> {
  const sealing = createCipheriv(cipher, key, nonce, { authTagLength: tagLength });
  sealing.setAAD(Buffer.from(bound, "utf8"));
  const text = Buffer.concat([sealing.update(secret), sealing.final()]);
  return { nonce, tag: sealing.getAuthTag(), text };
}

/** Decrypts what `encrypted` returned; throws when anything was changed. */
export function decrypted(
  key: Uint8Array,
  { nonce, tag, text }: Omit<SealedParts, "keyId">,
  bound: string,
): Uint8Array {
  const opening = createDecipheriv(cipher, key, nonce, { authTagLength: tagLength });
  opening.setAAD(Buffer.from(bound, "utf8"));
  opening.setAuthTag(tag);
  return new Uint8Array(Buffer.concat([opening.update(text), opening.final()]));
}
