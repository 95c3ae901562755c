/** Seals secrets under the master key that the OS keychain keeps; the key itself never leaves the adapter. */
export interface Vault {
  /** Seals `secret` so that only the same `identity` (the token's user ID) opens it. */
  seal(identity: string, secret: Uint8Array): Uint8Array;
  /** Opens what `seal` made; throws when the bytes or the identity were changed, as that is never expected. */
  open(identity: string, sealed: Uint8Array): Uint8Array;
  /** Hex HMAC-SHA-256 of `text` (UTF-8) under the journal's key, which is derived from the master key. */
  mac(text: string): string;
}
