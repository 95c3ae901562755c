import { otplibOneTimePasswords } from "../../main/adapters/otplib-one-time-passwords.ts";
import type { OneTimePasswords, PasswordHasher } from "../../main/core/ports/cryptography.ts";
import type { Registry } from "../../main/core/ports/registry.ts";
import type { Vault } from "../../main/core/ports/vault.ts";
import { fixedClock } from "../fakes/fixed-clock.ts";
import type { FixedClock } from "../fakes/fixed-clock.ts";
import { memoryVault } from "../fakes/memory-vault.ts";
import { plainPasswordHasher } from "../fakes/plain-password-hasher.ts";

/** What a bank's kiosks share, whatever their registry; the clock stands at 10:00:30 in Tokyo. */
export interface BankParts {
  readonly clock: FixedClock;
  readonly vault: Vault;
  readonly oneTimePasswords: OneTimePasswords;
  readonly passwordHasher: PasswordHasher;
  /** How often a password was verified or a secret opened to judge a code so far. */
  judged(): number;
  /** The code that the phone of `customerId` shows, or showed `steps` minutes ahead; null without a secret. */
  code(registry: Registry, customerId: string, steps?: number): Promise<string | null>;
}

export function bankParts(vault: Vault = memoryVault()): BankParts {
  const clock = fixedClock("2026-04-01T10:00:30+09:00");
  const oneTimePasswords = remembering(otplibOneTimePasswords);
  const plain = plainPasswordHasher();
  let judged = 0;
  return {
    ...{ clock, oneTimePasswords, judged: () => judged },
    vault: {
      ...vault,
      open: (owner, sealed) => {
        judged += 1;
        return vault.open(owner, sealed);
      },
    },
    passwordHasher: {
      ...plain,
      verify: (hash, password) => {
        judged += 1;
        return plain.verify(hash, password);
      },
    },
    code: async (registry, customerId, steps = 0) => {
      const token = await registry.transact((rows) => rows.currentToken(customerId));
      if (!token?.sealedSecret) return null;
      const secret = await vault.open(token, token.sealedSecret);
      return oneTimePasswords.codeAt(secret, Math.floor(clock() / 60_000) + steps);
    },
  };
}

/** Each code is computed once: every wrong one is compared with hundreds, most of them the same as the last time. */
function remembering({ codeAt, base32 }: OneTimePasswords): OneTimePasswords {
  const known = new Map<string, string>();
  return {
    base32,
    codeAt(secret, counter) {
      const key = `${Buffer.from(secret).toString("latin1")} ${String(counter)}`;
      const code = known.get(key) ?? codeAt(secret, counter);
      known.set(key, code);
      return code;
    },
  };
}
