import { join } from "node:path";
import { expect, test } from "vitest";
import { answerPeriods } from "../../main/core/middleware/answer-periods.ts";
import { readPassword } from "../../main/adapters/customers-file/read-password.ts";
import type { PasswordHasher } from "../../main/core/ports/cryptography.ts";
import { temporaryFolder } from "../contract/temporary-folder.ts";
import { countedTimer } from "../fakes/counted-timer.ts";
import type { CountedTimer } from "../fakes/counted-timer.ts";
import { plainPasswordHasher } from "../fakes/plain-password-hasher.ts";
import { timedBank } from "../soak/timed-bank.ts";

/**
 * Milliseconds for a KiB in one pass of a kiosk that the periods still cover. The slowest that was measured on a developer's two cores with nothing else to do is a
 * third of it: 131 ms for 256 MiB in one pass.
 */
const slowKiosk = 0.0015;
const ownCost = 19_456 * 2;

function phc(memory: number, passes: number, lanes = 1): string {
  const cost = `m=${String(memory)},t=${String(passes)},p=${String(lanes)}`;
  return `$argon2id$v=19$${cost}$${"A".repeat(22)}$${"A".repeat(43)}`;
}

/** Takes as long as Argon2id would by its hashes' costs, on `timer`; nobody knows the password of an import's. */
function costlyHasher(timer: CountedTimer): PasswordHasher {
  const plain = plainPasswordHasher();
  const costOf = (hash: string) => {
    const [, memory, passes] = /m=([0-9]+),t=([0-9]+)/.exec(hash) ?? [];
    return memory === undefined ? ownCost : Number(memory) * Number(passes);
  };
  return {
    ...plain,
    hash: (password) => {
      timer.advance(ownCost * slowKiosk);
      return plain.hash(password);
    },
    verify: async (hash, password) => {
      timer.advance(costOf(hash) * slowKiosk);
      return !hash.startsWith("$argon2id$") && (await plain.verify(hash, password));
    },
  };
}

test.each([
  ["all that an import admits", phc(262_144, 10, 16), 4_000],
  ["libsodium's moderate", phc(262_144, 3), 1_300],
  ["the most memory", phc(262_144, 1, 16), 500],
  ["the usual defaults of other systems", phc(65_536, 4), 500],
  ["the kiosk's own cost", phc(19_456, 2), 100],
  ["the least of all", phc(7_168, 1), 100],
])("an import's hash of %s is answered when nobody's login ID is", async (_cost, imported, ms) => {
  expect(readPassword(imported, { least: 6, most: 12 })).toMatchObject({ ok: true });
  const timer = countedTimer();
  const file = join(temporaryFolder(), "registry.sqlite");
  const even = { periods: answerPeriods, timer };
  const bank = await timedBank(file, costlyHasher(timer), even, imported);
  const took = async (loginId: string, loginPassword = "wrong123"): Promise<number> => {
    const begun = timer.now();
    await bank.kiosk.call("signIn", { loginId, loginPassword });
    return timer.now() - begun;
  };
  // The first try after a start makes the hash that unknown ones are verified against.
  const first = await took("hanako01");
  const [nobody, hers, again] = [
    await took("nobody99"),
    await took("hanako01"),
    await took("nobody99"),
  ];
  const [his, right] = [await took("taro0001"), await took("taro0001", "tarologin1")];
  await bank.close();
  expect(first % ms).toBe(0);
  expect([nobody, hers, again, his, right]).toEqual(Array(5).fill(ms));
});
