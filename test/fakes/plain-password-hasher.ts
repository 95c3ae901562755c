import { createHash, randomUUID } from "node:crypto";
import type { PasswordHasher } from "../../main/core/ports/cryptography.ts";

/**
 * Salted SHA-256: verifies for real, and takes no time. Hashes of another `cost` are verified alike, as those of another
 * system's import.
 */
export function plainPasswordHasher(cost: "plain" | "plain-imported" = "plain"): PasswordHasher {
  const digest = (salt: string, password: string) =>
    createHash("sha256").update(`${salt}/${password}`).digest("hex");
  return {
    hash: async (password) => {
      const salt = randomUUID();
      return `$${cost}$${salt}$${digest(salt, password)}`;
    },
    verify: async (hash, password) => {
      const [, scheme, salt, expected] = hash.split("$");
      if (!/^plain(?:-imported)?$/.test(scheme ?? "") || salt === undefined) {
        throw new Error("Not a hash of this hasher");
      }
      return digest(salt, password) === expected;
    },
    needsRehash: (hash) => !hash.startsWith(`$${cost}$`),
  };
}
