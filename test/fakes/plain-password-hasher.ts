import { createHash, randomUUID } from "node:crypto";
import type { PasswordHasher } from "../../main/ports/password-hasher.ts";

/** Salted SHA-256: verifies for real, and takes no time. */
export function plainPasswordHasher(): PasswordHasher {
  const digest = (salt: string, password: string) =>
    createHash("sha256").update(`${salt}/${password}`).digest("hex");
  return {
    hash: async (password) => {
      const salt = randomUUID();
      return `$plain$${salt}$${digest(salt, password)}`;
    },
    verify: async (hash, password) => {
      const [, scheme, salt, expected] = hash.split("$");
      if (scheme !== "plain" || salt === undefined) throw new Error("Not a hash of this hasher");
      return digest(salt, password) === expected;
    },
  };
}
