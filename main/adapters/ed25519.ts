import { createHash, createPrivateKey, createPublicKey, sign, verify } from "node:crypto";

/** The PKCS #8 header (RFC 8410 §7) before the 32 bytes of an Ed25519 seed: Node does not import a bare seed. */
const pkcs8Head = Buffer.from("302e020100300506032b657004220420", "hex");

/** The part of a vault that uses its signing key. */
export interface Signer {
  readonly sign: (text: string) => string;
  readonly publicKey: () => string;
}

/** Makes the key pair of `seed` (32 bytes); see the vault's port. */
export function ed25519Signer(seed: Uint8Array): Signer {
  const der = Buffer.concat([pkcs8Head, seed]);
  const key = createPrivateKey({ key: der, format: "der", type: "pkcs8" });
  const publicKey = createPublicKey(key).export({ format: "der", type: "spki" }).toString("base64");
  return {
    sign: (text) => sign(null, Buffer.from(text, "utf8"), key).toString("base64"),
    publicKey: () => publicKey,
  };
}

/**
 * Reports whether `signature` (base64) over `text` was made by the private half of `publicKey`; false also where
 * `publicKey` is no key.
 */
export function isSignedBy(publicKey: string, text: string, signature: string): boolean {
  try {
    const der = Buffer.from(publicKey, "base64");
    const key = createPublicKey({ key: der, format: "der", type: "spki" });
    if (key.asymmetricKeyType !== "ed25519") return false;
    const bytes = Buffer.from(signature, "base64");
    // Base64 has several ways to write the same bytes; only the canonical one is accepted.
    if (bytes.toString("base64") !== signature) return false;
    return verify(null, Buffer.from(text, "utf8"), key, bytes);
  } catch {
    return false;
  }
}

/** Hex SHA-256 of the key's DER form: the fingerprint that people compare. */
export function fingerprintOf(publicKey: string): string {
  return createHash("sha256").update(publicKey, "base64").digest("hex");
}
