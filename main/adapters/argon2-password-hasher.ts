import { hash, hashRaw, verify } from "@node-rs/argon2";
import type { PasswordHasher } from "../core/ports/cryptography.ts";

/** OWASP's second choice for Argon2id, the library's default algorithm: 19 MiB, 2 passes, 1 lane. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

const currentCost = `$argon2id$v=19$m=${String(cost.memoryCost)},t=${String(cost.timeCost)},p=${String(cost.parallelism)}$`;

/** Argon2id (RFC 9106) off the main thread; a hash that isn't a PHC string makes `verify` reject. */
export const argon2PasswordHasher: PasswordHasher = {
  hash: (password) => hash(password, cost),
  verify: (phc, password) => verify(phc, password),
  needsRehash: (phc) => !phc.startsWith(currentCost),
};

/** RFC 9106 §4, second recommended option: 64 MiB, 3 passes, 4 lanes, 16 bytes of salt. */
const passphraseCost = { memoryCost: 65_536, timeCost: 3, parallelism: 4, outputLen: 32 };
export const saltLength = 16;

/**
 * Derives 32 bytes from a passphrase by Argon2id with `salt`. The passphrase is normalised to NFC (RFC 8265 §4.2),
 * because another keyboard may compose its characters in another way.
 */
export async function keyFromPassphrase(passphrase: string, salt: Uint8Array): Promise<Uint8Array> {
  return hashRaw(passphrase.normalize("NFC"), { ...passphraseCost, salt });
}
