import { createCipheriv, createDecipheriv, createHmac, pbkdf2, timingSafeEqual } from "node:crypto";
import { promisify } from "node:util";
import type { MacHash } from "./pskc-names.ts";

/** In bytes: AES's block, and so its IV. */
export const blockLength = 16;

const hashLengths: Readonly<Record<MacHash, number>> = { sha1: 20, sha256: 32, sha512: 64 };

/** The length of a MAC and of a new key for it (RFC 2104 §3), in bytes. */
export function macLength(hash: MacHash): number {
  return hashLengths[hash];
}

/** XML Encryption's AES-CBC: the IV, then the cipher text, padded by PKCS #7, which XML Encryption's padding includes. */
export function encrypted(key: Uint8Array, plain: Uint8Array, iv: Uint8Array): Uint8Array {
  const cipher = createCipheriv(cipherName(key), key, iv);
  return Buffer.concat([iv, cipher.update(plain), cipher.final()]);
}

/** The opposite; null: it isn't a text under this key. `key`: of 16, 24 or 32 bytes. */
export function decrypted(key: Uint8Array, text: Uint8Array): Uint8Array | null {
  if (text.length < 2 * blockLength || text.length % blockLength !== 0) return null;
  const decipher = createDecipheriv(cipherName(key), key, text.subarray(0, blockLength));
  const first = decipher.update(text.subarray(blockLength));
  try {
    const plain = Buffer.concat([first, decipher.final()]);
    first.fill(0);
    return plain;
  } catch {
    return null;
  }
}

function cipherName(key: Uint8Array): string {
  return `aes-${String(key.length * 8)}-cbc`;
}

/** RFC 6030 §6.2: the MAC is over IV and cipher text. */
export function macOf(hash: MacHash, key: Uint8Array, text: Uint8Array): Uint8Array {
  return createHmac(hash, key).update(text).digest();
}

/** Compares in constant time. */
export function isMac(mac: Uint8Array, wanted: Uint8Array): boolean {
  return mac.length === wanted.length && timingSafeEqual(mac, wanted);
}

const derive = promisify(pbkdf2);

/** PBKDF2 (RFC 8018 §5.2) over the passphrase in UTF-8; `length` in bytes. */
export function derivedKey(
  passphrase: string,
  { salt, iterations, length, hash }: Derivation & { readonly length: number },
): Promise<Uint8Array> {
  return derive(passphrase, salt, iterations, length, hash);
}

export interface Derivation {
  readonly salt: Uint8Array;
  readonly iterations: number;
  readonly hash: MacHash;
}
