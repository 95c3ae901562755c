import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createSecretKey,
  hkdfSync,
} from "node:crypto";
import { ed25519Signer } from "../ed25519.ts";
import type { Random } from "../../ports/random.ts";
import type { Vault } from "../../ports/vault.ts";

const cipher = "aes-256-gcm";
/** Stands in front of every sealed secret, so that a later format can be told from this one. */
const version = 1;
/** NIST SP 800-38D §8.2: 96 bits; random ones are safe far beyond the tokens a kiosk will ever issue. */
const nonceLength = 12;
const tagLength = 16;

/**
 * A vault under the 32 bytes of `key`. Sealed form: version (1 byte), nonce (12), tag (16), cipher text;
 * the identity in UTF-8 is the associated data. `open` throws on any change to bytes or identity.
 */
export function aesGcmVault(key: Uint8Array, random: Random): Vault {
  // RFC 5869, without salt: the master key is random. Keys of their own, so that no MAC tells of a sealed secret, and
  // none passes for another's.
  const derived = (use: string) => new Uint8Array(hkdfSync("sha256", key, "", use, 32));
  const signer = ed25519Signer(derived("journal signature"));
  return {
    ...signer,
    seal(identity, secret) {
      const nonce = random(nonceLength);
      const sealing = createCipheriv(cipher, key, nonce, { authTagLength: tagLength });
      sealing.setAAD(Buffer.from(identity, "utf8"));
      const text = Buffer.concat([sealing.update(secret), sealing.final()]);
      const parts = [Uint8Array.of(version), nonce, sealing.getAuthTag(), text];
      return new Uint8Array(Buffer.concat(parts));
    },
    open(identity, sealed) {
      if (sealed[0] !== version || sealed.length < 1 + nonceLength + tagLength) {
        throw new Error("Sealed secret has an unknown form");
      }
      const nonce = sealed.subarray(1, 1 + nonceLength);
      const tag = sealed.subarray(1 + nonceLength, 1 + nonceLength + tagLength);
      const text = sealed.subarray(1 + nonceLength + tagLength);
      const opening = createDecipheriv(cipher, key, nonce, { authTagLength: tagLength });
      opening.setAAD(Buffer.from(identity, "utf8"));
      opening.setAuthTag(tag);
      return new Uint8Array(Buffer.concat([opening.update(text), opening.final()]));
    },
    mac: hexMac(derived("journal")),
    macOfBackup: hexMac(derived("backup")),
  };
}

function hexMac(key: Uint8Array): (text: string) => string {
  const secret = createSecretKey(key);
  return (text) => createHmac("sha256", secret).update(text, "utf8").digest("hex");
}
