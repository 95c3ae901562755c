/** Bytes of the system's cryptographically secure generator (RFC 4226 §7.5 asks for one). */
export type Random = (byteLength: number) => Uint8Array;

/** Hex SHA-256 of `text` in UTF-8. */
export type Hash = (text: string) => string;

/** Argon2id with the kiosk's parameters; hashes are PHC strings. */
export interface PasswordHasher {
  hash(password: string): Promise<string>;
  /** Takes as long for a wrong password as for a right one. */
  verify(hash: string, password: string): Promise<boolean>;
  /** Whether this hash is of another cost than those that `hash` now makes. */
  needsRehash(hash: string): boolean;
}

/** RFC 4226's HOTP over a counter, and RFC 4648's base32. The domain decides which counters are compared. */
export interface OneTimePasswords {
  /** The 6-digit code (HMAC-SHA-1) of `counter`, a whole number ≥ 0. */
  codeAt(secret: Uint8Array, counter: number): string;
  /** Upper-case base32 without padding. */
  base32(secret: Uint8Array): string;
}
