/** Proofs by a registry's keys, none of which a rotation changes; the keys themselves never leave the adapter. */
export interface Proofs {
  /** Hex HMAC-SHA-256 of `text` (UTF-8) under the journal's key. */
  mac(text: string): string;
  /** The same under the backups' key. */
  macOfBackup(text: string): string;
  /** Ed25519 (RFC 8032) over `text` (UTF-8), base64, by the key pair of bundles. */
  sign(text: string): string;
  /** The public key of that pair: SubjectPublicKeyInfo (RFC 8410) in DER, base64. */
  publicKey(): string;
}

/** The owner of a secret: it opens only for the same token and customer of the same registry. */
export interface SecretOwner {
  readonly userId: string;
  readonly customerId: string;
}

/**
 * Seals secrets under keys in the OS keychain. For a key that it hasn't read yet, such as one of a rotation in the
 * meantime, it reads the keychain again, and throws the keychain's fault where that fails.
 */
export interface Vault extends Proofs {
  /** Seals `secret` under the key `keyId`; null: under the newest. */
  seal(owner: SecretOwner, secret: Uint8Array, keyId: string | null): Promise<Uint8Array>;
  /** Opens a secret that `seal` made; rejects when bytes, owner or registry were changed, as that is never expected. */
  open(owner: SecretOwner, sealed: Uint8Array): Promise<Uint8Array>;
  /** Seals a secret of another key or a former form again under `keyId`; null: it doesn't open. */
  reseal(owner: SecretOwner, sealed: Uint8Array, keyId: string): Promise<Uint8Array | null>;
}
