import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { argon2PasswordHasher } from "../../main/adapters/argon2-password-hasher.ts";
import { aesGcmVault } from "../../main/adapters/keychain-vault/aes-gcm-vault.ts";
import { otplibOneTimePasswords } from "../../main/adapters/otplib-one-time-passwords.ts";
import { sha256 } from "../../main/adapters/sha256.ts";
import { openRegistry } from "../../main/adapters/sqlite-registry/open-registry.ts";
import { inEvenTime } from "../../main/bridge/even-time.ts";
import { demoProfile } from "../../main/config/demo-profile.ts";
import type { Operations } from "../../main/operations/operation.ts";
import { makeOperations } from "../../main/operations/operations.ts";
import { seedDemo } from "../../main/operations/seed-demo.ts";
import { median } from "../bench/figures.ts";
import { taro as demoTaro } from "../e2e/customers.ts";
import { fixedClock } from "../fakes/fixed-clock.ts";
import { recordingFiles } from "../fakes/recording-files.ts";
import { plainPasswordHasher } from "../fakes/plain-password-hasher.ts";
import { plainBrand } from "../fakes/plain-brand.ts";
import { wellMachine } from "../fakes/well-machine.ts";

type Timed = (work: () => Promise<unknown>) => Promise<number>;

const minute = 60_000;
const taro = { loginId: demoTaro.loginId, loginPassword: demoTaro.loginPassword };

/** One row: two kinds of answer, each by the median of its times, and how far the times overlap. */
export interface TimingFigure {
  readonly name: string;
  /** Milliseconds. */
  readonly medians: readonly [number, number];
  /** The chance that one of the first kind took longer than one of the second: 0.5 where time tells nothing, 0 or 1 where it tells all. */
  readonly overlap: number;
}

/**
 * Times right and wrong answers in turn, `tries` of each, over a real registry and, where a password is verified,
 * real Argon2id. The lock is out of reach, so that each try is evaluated.
 * `evenMs`: the period of the bridge's answers; with 0 the times are those of the work itself, and ten times shorter.
 */
export async function timingFigure(tries = 1_000, evenMs = 100): Promise<readonly TimingFigure[]> {
  const timed = async (work: () => Promise<unknown>): Promise<number> => {
    const begun = performance.now();
    await inEvenTime(evenMs, work);
    return performance.now() - begun;
  };
  const folder = await mkdtemp(path.join(tmpdir(), "kiosk-timing-"));
  try {
    const passwords = await passwordTimes(path.join(folder, "passwords.sqlite"), tries, timed);
    const codes = await codeTimes(path.join(folder, "codes.sqlite"), tries, timed);
    return [
      figure("unknown ログインID, wrong password", passwords.unknown, passwords.wrong),
      figure("right password, wrong password", passwords.right, passwords.wrong),
      figure("right code, wrong code", codes.right, codes.wrong),
    ];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function passwordTimes(file: string, tries: number, timed: Timed) {
  const { operations, close } = await bankAt(file, argon2PasswordHasher);
  const times = { right: [] as number[], wrong: [] as number[], unknown: [] as number[] };
  const requests = {
    right: taro,
    wrong: { ...taro, loginPassword: "tarologin2" },
    unknown: { ...taro, loginId: "nobody99" },
  };
  for (let round = 0; round < tries; round += 1) {
    for (const kind of inRandomOrder(["right", "wrong", "unknown"] as const)) {
      times[kind].push(await timed(() => operations.signIn(requests[kind])));
      await operations.signOut({});
    }
  }
  await close();
  return times;
}

async function codeTimes(file: string, tries: number, timed: Timed) {
  const { operations, clock, code, close } = await bankAt(file, plainPasswordHasher());
  await operations.signIn(taro);
  const startPassword = "48261597";
  const mailAddress = "taro@docomo.ne.jp";
  await operations.draftIssue({
    mailAddress,
    mailAddressAgain: mailAddress,
    startPassword,
    startPasswordAgain: startPassword,
  });
  await operations.confirmIssue({ confirmationPassword: demoTaro.confirmationPassword });
  await operations.startToken({ oneTimePassword: await code() });
  const times = { right: [] as number[], wrong: [] as number[] };
  for (let round = 0; round < tries; round += 1) {
    for (const kind of inRandomOrder(["right", "wrong"] as const)) {
      clock.advance(minute);
      await operations.signIn(taro);
      const right = await code();
      const wrong = String((Number(right) + 1) % 1_000_000).padStart(6, "0");
      const oneTimePassword = kind === "right" ? right : wrong;
      times[kind].push(await timed(() => operations.proveCode({ oneTimePassword })));
    }
  }
  await close();
  return times;
}

/** A kiosk over a new registry at `file` that never locks. */
async function bankAt(file: string, passwordHasher: typeof argon2PasswordHasher) {
  const opened = await openRegistry(file);
  if (!opened.ok) throw new Error(opened.refusal);
  const registry = opened.value;
  const vault = aesGcmVault(randomBytes(32), randomBytes);
  await registry.sealJournal({ kiosk: "kiosk", mac: vault.mac });
  await seedDemo(registry, passwordHasher);
  const clock = fixedClock("2026-04-01T10:00:30+09:00");
  const operations: Operations = makeOperations({
    registry,
    journal: registry,
    hash: sha256,
    writeExport: recordingFiles().writeNewFile,
    vault,
    oneTimePasswords: otplibOneTimePasswords,
    passwordHasher,
    qrEncoder: () => [],
    clock,
    ticks: clock.ticks,
    random: randomBytes,
    config: { ...demoProfile, lockout: { wrongTries: Number.MAX_SAFE_INTEGER } },
    brand: plainBrand,
    ...wellMachine(),
    deliverMail: () => undefined,
  });
  const code = async (): Promise<string> => {
    const token = await registry.transact((rows) => rows.currentToken("demo-taro"));
    if (!token?.sealedSecret) throw new Error("There is no secret");
    const secret = vault.open(token.userId, token.sealedSecret);
    return otplibOneTimePasswords.codeAt(secret, Math.floor(clock() / minute));
  };
  return { operations, clock, code, close: () => registry.close() };
}

function figure(name: string, one: readonly number[], other: readonly number[]): TimingFigure {
  return { name, medians: [median(one), median(other)], overlap: overlapOf(one, other) };
}

/** The area under the ROC curve, by counting pairs (Mann–Whitney's U over their number). */
function overlapOf(one: readonly number[], other: readonly number[]): number {
  let longer = 0;
  for (const a of one) for (const b of other) longer += a > b ? 1 : a === b ? 0.5 : 0;
  return longer / (one.length * other.length);
}

function inRandomOrder<T>(kinds: readonly T[]): readonly T[] {
  return kinds
    .map((kind) => ({ kind, at: Math.random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ kind }) => kind);
}
