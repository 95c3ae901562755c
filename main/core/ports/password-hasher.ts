/** Argon2id with the kiosk's parameters; hashes are PHC strings. */
export interface PasswordHasher {
  hash(password: string): Promise<string>;
  /** Takes as long for a wrong password as for a right one. */
  verify(hash: string, password: string): Promise<boolean>;
  /** Whether this hash is of another cost than those that `hash` now makes. */
  needsRehash(hash: string): boolean;
}
