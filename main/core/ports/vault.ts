/** What a registry's keys prove by, none of which a rotation changes; the keys themselves never leave the adapter. */
export interface Proofs {
  /** Hex HMAC-SHA-256 of `text` (UTF-8) under the journal's key. */
  mac(text: string): string;
  /** The same under the backups' key. */
  macOfBackup(text: string): string;
  /** Ed25519 (RFC 8032) over `text` (UTF-8), base64, by the key pair of bundles. */
  sign(text: string): string;
  /** That pair's public key: SubjectPublicKeyInfo (RFC 8410) in DER, base64. */
  publicKey(): string;
}

/** Whose secret it is: it opens for the same token and customer of the same registry alone. */
export interface SecretOwner {
  readonly userId: string;
  readonly customerId: string;
}

/**
 * Seals secrets under keys that the OS keychain keeps. Where a key is asked for that it hasn't read yet, as of a rotation in
 * the meantime, it asks the keychain; it throws the keychain's fault where that can't be asked.
 */
export interface Vault extends Proofs {
  /** Seals `secret` under the key `keyId`; null: under the newest. */
  seal(owner: SecretOwner, secret: Uint8Array, keyId: string | null): Promise<Uint8Array>;
  /** Opens what `seal` made; rejects when bytes, owner or registry were changed, as that is never expected. */
  open(owner: SecretOwner, sealed: Uint8Array): Promise<Uint8Array>;
  /** Seals again under `keyId` what was sealed under another key or in a former form; null: it doesn't open. */
  reseal(owner: SecretOwner, sealed: Uint8Array, keyId: string): Promise<Uint8Array | null>;
}
