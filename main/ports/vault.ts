/** Seals secrets under the master key that the OS keychain keeps; the key itself never leaves the adapter. */
export interface Vault {
  /** Seals `secret` so that only the same `identity` (the token's user ID) opens it. */
  seal(identity: string, secret: Uint8Array): Uint8Array;
  /** Opens what `seal` made; throws when the bytes or the identity were changed, as that is never expected. */
  open(identity: string, sealed: Uint8Array): Uint8Array;
  /** Hex HMAC-SHA-256 of `text` (UTF-8) under the journal's key, which is derived from the master key. */
  mac(text: string): string;
  /** The same under the backups' key. */
  macOfBackup(text: string): string;
  /** Ed25519 (RFC 8032) over `text` (UTF-8), base64, by a key pair that is derived from the master key too. */
  sign(text: string): string;
  /** That pair's public key: SubjectPublicKeyInfo (RFC 8410) in DER, base64. */
  publicKey(): string;
}
