import { createCipheriv, createDecipheriv, createHmac, pbkdf2, timingSafeEqual } from "node:crypto";
import type { Cipheriv, Decipheriv } from "node:crypto";
import type { MacHash } from "./pskc-names.ts";

/** In bytes: AES's block, and so its IV. */
export const blockLength = 16;

/* Each algorithm by its name in full, which a test compares with what Electron's BoringSSL has. */

interface HashWays {
  /** Of its digest, in bytes. */
  readonly length: number;
  mac(key: Uint8Array, text: Uint8Array): Uint8Array;
  derive(passphrase: string, { salt, iterations, length }: DerivedLength, done: Derived): void;
}

type Derived = (error: Error | null, key: Buffer) => void;

const hashes: Readonly<Record<MacHash, HashWays>> = {
  sha1: {
    length: 20,
    mac: (key, text) => createHmac("sha1", key).update(text).digest(),
    derive: (passphrase, { salt, iterations, length }, done) => {
      pbkdf2(passphrase, salt, iterations, length, "sha1", done);
    },
  },
  sha256: {
    length: 32,
    mac: (key, text) => createHmac("sha256", key).update(text).digest(),
    derive: (passphrase, { salt, iterations, length }, done) => {
      pbkdf2(passphrase, salt, iterations, length, "sha256", done);
    },
  },
  sha512: {
    length: 64,
    mac: (key, text) => createHmac("sha512", key).update(text).digest(),
    derive: (passphrase, { salt, iterations, length }, done) => {
      pbkdf2(passphrase, salt, iterations, length, "sha512", done);
    },
  },
};

/** The length of a MAC and of a new key for it (RFC 2104 §3), in bytes. */
export function macLength(hash: MacHash): number {
  return hashes[hash].length;
}

/** XML Encryption's AES-CBC: the IV, then the cipher text, padded by PKCS #7, which XML Encryption's padding includes. */
export function encrypted(key: Uint8Array, plain: Uint8Array, iv: Uint8Array): Uint8Array {
  const cipher = cipherOf(key, iv);
  return Buffer.concat([iv, cipher.update(plain), cipher.final()]);
}

/**
 * The opposite; null: it isn't a text under this key. `key`: of 16, 24 or 32 bytes. Of the padding only the last byte
 * counts, its length: the others may be any (XML Encryption §5.2), and Java's libraries make them random.
 */
export function decrypted(key: Uint8Array, text: Uint8Array): Uint8Array | null {
  if (text.length < 2 * blockLength || text.length % blockLength !== 0) return null;
  const decipher = decipherOf(key, text.subarray(0, blockLength)).setAutoPadding(false);
  const padded = decipher.update(text.subarray(blockLength));
  const padding = padded.at(-1) ?? 0;
  const isPadding = padding >= 1 && padding <= blockLength;
  const plain = isPadding ? Uint8Array.from(padded.subarray(0, padded.length - padding)) : null;
  padded.fill(0);
  return plain;
}

function cipherOf(key: Uint8Array, iv: Uint8Array): Cipheriv {
  if (key.length === 16) return createCipheriv("aes-128-cbc", key, iv);
  if (key.length === 24) return createCipheriv("aes-192-cbc", key, iv);
  return createCipheriv("aes-256-cbc", key, iv);
}

function decipherOf(key: Uint8Array, iv: Uint8Array): Decipheriv {
  if (key.length === 16) return createDecipheriv("aes-128-cbc", key, iv);
  if (key.length === 24) return createDecipheriv("aes-192-cbc", key, iv);
  return createDecipheriv("aes-256-cbc", key, iv);
}

/** RFC 6030 §6.2: the MAC is over IV and cipher text. */
export function macOf(hash: MacHash, key: Uint8Array, text: Uint8Array): Uint8Array {
  return hashes[hash].mac(key, text);
}

/** Compares in constant time. */
export function isMac(mac: Uint8Array, wanted: Uint8Array): boolean {
  return mac.length === wanted.length && timingSafeEqual(mac, wanted);
}

/** The parameters of PBKDF2 (RFC 8018 §5.2). */
export interface Derivation {
  readonly salt: Uint8Array;
  readonly iterations: number;
  readonly hash: MacHash;
}

/** `length`: of the key, in bytes. */
interface DerivedLength extends Omit<Derivation, "hash"> {
  readonly length: number;
}

/** PBKDF2 over the passphrase in UTF-8. */
export function derivedKey(
  passphrase: string,
  parameters: Derivation & DerivedLength,
): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    hashes[parameters.hash].derive(passphrase, parameters, (error, key) => {
      if (error === null) resolve(key);
      else reject(error);
    });
  });
}
