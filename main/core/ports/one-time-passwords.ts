/** RFC 4226's HOTP over a counter, and RFC 4648's base32. The domain decides which counters are compared. */
export interface OneTimePasswords {
  /** The 6-digit code (HMAC-SHA-1) of `counter`, a whole number ≥ 0. */
  codeAt(secret: Uint8Array, counter: number): string;
  /** Upper-case base32 without padding. */
  base32(secret: Uint8Array): string;
}
