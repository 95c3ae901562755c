import { hash, verify } from "@node-rs/argon2";
import type { PasswordHasher } from "../ports/password-hasher.ts";

/** OWASP's second choice for Argon2id, the library's default algorithm: 19 MiB, 2 passes, 1 lane. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** Argon2id (RFC 9106) off the main thread; a hash that isn't a PHC string makes `verify` reject. */
export const argon2PasswordHasher: PasswordHasher = {
  hash: (password) => hash(password, cost),
  verify: (phc, password) => verify(phc, password),
};
