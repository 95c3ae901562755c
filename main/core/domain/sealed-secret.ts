/*
 * The layout of a sealed secret. v2: version (1 byte), key id (8), nonce (12), tag (16), cipher text. v1 had no key id.
 * The part before the nonce is a whole number of base64's groups of 3 bytes, so that a registry finds the rows of a key
 * by the beginning of their text.
 */

/** A sealed secret's parts; `keyId`: 16 hex digits, null in v1. */
export interface SealedParts {
  readonly keyId: string | null;
  /**
   * NIST SP 800-38D §8.2: 96 bits; random nonces are safe far beyond the number of tokens that a kiosk will ever issue.
   */
  readonly nonce: Uint8Array;
  readonly tag: Uint8Array;
  readonly text: Uint8Array;
}

/** In bytes. */
export const nonceLength = 12;
export const tagLength = 16;
const keyIdLength = 8;
const former = 1;
const current = 2;

/** The length of version and key id in base64, by which the rows of a key begin. */
export const headLength = ((1 + keyIdLength) / 3) * 4;

/** The present form. */
export function sealedForm(parts: SealedParts & { readonly keyId: string }): Uint8Array {
  return Uint8Array.of(...headOf(parts.keyId), ...parts.nonce, ...parts.tag, ...parts.text);
}

/** The beginning of all secrets of the present form that are sealed under `keyId`. */
export function headOf(keyId: string): Uint8Array {
  const id = keyId.match(/../g) ?? [];
  return Uint8Array.of(current, ...id.map((digits) => parseInt(digits, 16)));
}

/** Splits a sealed secret into its parts; null: it has neither form. */
export function sealedParts(sealed: Uint8Array): SealedParts | null {
  const [version] = sealed;
  if (version !== former && version !== current) return null;
  const head = version === former ? 1 : 1 + keyIdLength;
  const [tagAt, textAt] = [head + nonceLength, head + nonceLength + tagLength];
  if (sealed.length < textAt) return null;
  return {
    keyId: keyIdOf(sealed),
    nonce: sealed.subarray(head, tagAt),
    tag: sealed.subarray(tagAt, textAt),
    text: sealed.subarray(textAt),
  };
}

/** The key under which a secret that begins with `head` is sealed; null: it is of v1, or of an unknown form. */
export function keyIdOf(head: Uint8Array): string | null {
  if (head[0] !== current) return null;
  return [...head.subarray(1, 1 + keyIdLength)]
    .map((byte) => byte.toString(16).padStart(2, "0"))
    .join("");
}
