import { journalCsv } from "../../../../main/adapters/journal-csv.ts";
import { otplibOneTimePasswords } from "../../../../main/adapters/otplib-one-time-passwords.ts";
import { sha256 } from "../../../../main/adapters/hashes.ts";
import type { Config } from "../../../../main/config/config.ts";
import { demoProfile } from "../../../../main/config/demo-profile.ts";
import type { Guards } from "../../../../main/core/kiosk-core.ts";
import type { Token } from "../../../../main/core/domain/token.ts";
import { stepAt } from "../../../../main/core/domain/totp.ts";
import type { Operations } from "../../../../main/core/operations/operation.ts";
import { seedDemo } from "../../../../main/core/operations/upkeep/seed-demo.ts";
import type { PasswordHasher } from "../../../../main/core/ports/cryptography.ts";
import type { ReadFleet } from "../../../../main/core/ports/fleet.ts";
import type { Power } from "../../../../main/core/ports/machine.ts";
import type { Registry } from "../../../../main/core/ports/registry.ts";
import type { SecretKind } from "../../../../preload/contract/answers.ts";
import { fixedClock } from "../../../fakes/fixed-clock.ts";
import type { FixedClock } from "../../../fakes/fixed-clock.ts";
import { registryInMemory } from "../../../fakes/registry-in-memory.ts";
import type { InMemoryRegistry } from "../../../fakes/registry-in-memory.ts";
import { memoryVault } from "../../../fakes/memory-vault.ts";
import { plainPasswordHasher } from "../../../fakes/plain-password-hasher.ts";
import { recordingFiles } from "../../../fakes/recording-files.ts";
import type { RecordingFiles } from "../../../fakes/recording-files.ts";
import type { RecordingSlipPrinter } from "../../../fakes/recording-slip-printer.ts";
import { seededRandom } from "../../../fakes/seeded-random.ts";
import { operationsOf } from "../../../fakes/operations-of.ts";
import { plainBrand } from "../../../fakes/plain-brand.ts";
import { plainCore } from "../../../fakes/plain-core.ts";
import { wellMachine } from "../../../fakes/well-machine.ts";

export const taro = { loginId: "taro0001", loginPassword: "tarologin1" };
export const hanako = { loginId: "hanako01", loginPassword: "hanalogin1" };
export const confirmationPassword = "tarokaku1";
export const startPassword = "4826";
export const mailAddress = "taro..d.@docomo.ne.jp";
export const entry = {
  mailAddress,
  mailAddressAgain: mailAddress,
  startPassword,
  startPasswordAgain: startPassword,
};
/** No code of any step near the tests' time, but one of 6 digits. */
export const wrongCode = "000000";

/** One bank: a registry, a clock, and as many kiosks as a test switches on. */
export interface Bank {
  readonly registry: InMemoryRegistry;
  readonly slipPrinter: RecordingSlipPrinter;
  readonly clock: FixedClock;
  /** What was exported, by all kiosks. */
  readonly files: RecordingFiles;
  /** How often a password was verified so far. */
  verified(): number;
  /** Has `work` done while the next password is verified, as by another kiosk in the meantime. */
  whileVerifying(work: () => Promise<unknown>): void;
  /** How often a kiosk nudged the outbox so far. */
  nudged(): number;
  /** What of the machine's power was asked for so far. */
  powered(): readonly (keyof Power)[];
  /** Switches a kiosk on, over `registry` or one that breaks. */
  kiosk(registry?: Registry, guards?: Partial<Guards>): Operations;
  token(): Promise<Token | null>;
  wrongTries(kind: SecretKind, subject?: string): Promise<number>;
  /** The code that taro's phone shows, or showed `steps` minutes ahead. */
  code(steps?: number): Promise<string>;
  /** The code that taro's phone shows in an app that stays at 30 s. */
  code30(): Promise<string>;
  /** The last journalled `action outcome`. */
  lastDeed(): string;
}

/** `readFleet`: the kiosks of the network that the bank's kiosks are in. */
export async function aBank(
  changes: (config: Config) => Config = (same) => same,
  readFleet: ReadFleet | null = null,
): Promise<Bank> {
  const registry = await registryInMemory();
  const clock = fixedClock("2026-04-01T10:00:30+09:00");
  const vault = memoryVault();
  await registry.sealJournal({ kiosk: "kiosk", mac: vault.mac });
  const random = seededRandom(7);
  const files = recordingFiles();
  const config = changes(demoProfile);
  const plain = plainPasswordHasher();
  let verifications = 0;
  let nudges = 0;
  const machine = wellMachine();
  let meanwhile = (): Promise<unknown> => Promise.resolve();
  const passwordHasher: PasswordHasher = {
    ...plain,
    verify: async (hash, password) => {
      verifications += 1;
      const work = meanwhile;
      meanwhile = () => Promise.resolve();
      await work();
      return plain.verify(hash, password);
    },
  };
  await seedDemo(registry, passwordHasher);
  const token = () => registry.transact((rows) => rows.currentToken("demo-taro"));
  const codeAt = async (counter: number) => {
    const current = await token();
    if (!current?.sealedSecret) throw new Error("There is no secret");
    const secret = await vault.open(current, current.sealedSecret);
    return otplibOneTimePasswords.codeAt(secret, counter);
  };
  return {
    registry,
    files,
    slipPrinter: machine.slipPrinter,
    clock,
    verified: () => verifications,
    whileVerifying: (work) => {
      meanwhile = work;
    },
    nudged: () => nudges,
    powered: () => machine.told,
    kiosk: (over = registry, guards = {}) =>
      operationsOf(
        plainCore(
          {
            registry: over,
            journal: registry,
            hash: sha256,
            journalFile: journalCsv,
            writeExport: files.writeNewFile,
            vault,
            oneTimePasswords: otplibOneTimePasswords,
            passwordHasher,
            qrEncoder: (text) => [text],
            clock,
            monotonicClock: clock.monotonicClock,
            random,
            config,
            brand: plainBrand,
            ...{ ...machine, readFleet },
            deliverMail: () => {
              nudges += 1;
            },
          },
          guards,
        ).handle,
      ),
    token,
    wrongTries: (kind, subject = taro.loginId) =>
      registry.transact((rows) => rows.failures(subject, kind)),
    code: (steps = 0) => codeAt(stepAt(clock()) + steps),
    code30: () => codeAt(Math.floor(clock() / 30_000)),
    lastDeed: () => {
      const event = registry.journal().at(-1);
      return event === undefined ? "" : `${event.action} ${event.outcome}`;
    },
  };
}

/** Fails the test unless the answer is a success; gives its value. */
export async function done<T>(
  answer: Promise<{ ok: true; value: T } | { ok: false; refusal: unknown }>,
): Promise<T> {
  const result = await answer;
  if (!result.ok) throw new Error(`Refused: ${JSON.stringify(result.refusal)}`);
  return result.value;
}

/** Fails the test unless the answer is a refusal; gives it. */
export async function refusal<R>(
  answer: Promise<{ ok: true; value: unknown } | { ok: false; refusal: R }>,
): Promise<R> {
  const result = await answer;
  if (result.ok) throw new Error("Not refused");
  return result.refusal;
}

/** Leaves taro's token and the mails that were closed by now without an address, as long after their end. */
export async function eraseAddresses({ registry, clock }: Bank): Promise<void> {
  await registry.transact(async (rows) => {
    await rows.eraseRecipients(clock() + 1, 99);
    const token = await rows.currentToken("demo-taro");
    if (token !== null) await rows.updateToken({ ...token, mailAddress: "" });
  });
}

/** Brings a customer who has just signed in to トークン発行済. */
export async function issue(kiosk: Operations): Promise<void> {
  await done(kiosk.draftIssue(entry));
  await done(kiosk.confirmIssue({ confirmationPassword }));
}

/** A kiosk at which taro is signed in, with his token in the state asked for; the clock is a minute on for each code used. */
export async function signedInWith(
  bank: Bank,
  state: "unissued" | "issued" | "in-use",
): Promise<Operations> {
  const kiosk = bank.kiosk();
  await done(kiosk.signIn(taro));
  if (state === "unissued") return kiosk;
  await issue(kiosk);
  if (state === "issued") return kiosk;
  await done(kiosk.startToken({ oneTimePassword: await bank.code() }));
  bank.clock.advance(60_000);
  return kiosk;
}

/** A kiosk that waits for taro's code at KLG002. */
export async function awaitingCode(bank: Bank): Promise<Operations> {
  const kiosk = await signedInWith(bank, "in-use");
  await done(kiosk.signIn(taro));
  return kiosk;
}
