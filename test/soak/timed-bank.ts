import { randomBytes } from "node:crypto";
import { systemTimer } from "../../main/adapters/system-timer.ts";
import type { AnswerPeriods } from "../../main/core/middleware/answer-periods.ts";
import { journalCsv } from "../../main/adapters/journal-csv.ts";
import { otplibOneTimePasswords } from "../../main/adapters/otplib-one-time-passwords.ts";
import { sha256 } from "../../main/adapters/hashes.ts";
import { openRegistry } from "../../main/registry/sqlite/open-registry.ts";
import { demoProfile } from "../../main/config/demo-profile.ts";
import type { Token } from "../../main/core/domain/token.ts";
import { hashWork } from "../../main/core/domain/written-password.ts";
import type { Operations } from "../../main/core/operations/operation.ts";
import { seedDemo } from "../../main/core/operations/upkeep/seed-demo.ts";
import type { Timer } from "../../main/core/ports/clock.ts";
import type { PasswordHasher } from "../../main/core/ports/cryptography.ts";
import { servedKiosk } from "../bridge/served-kiosk.ts";
import type { ServedKiosk } from "../bridge/served-kiosk.ts";
import { fixedClock } from "../fakes/fixed-clock.ts";
import type { FixedClock } from "../fakes/fixed-clock.ts";
import { operationsOf } from "../fakes/operations-of.ts";
import { plainCore } from "../fakes/plain-core.ts";
import { memoryVault } from "../fakes/memory-vault.ts";
import { plainBrand } from "../fakes/plain-brand.ts";
import { recordingFiles } from "../fakes/recording-files.ts";
import { wellMachine } from "../fakes/well-machine.ts";

/** A kiosk over a real registry that never locks, never withholds the set-up code and issues again on the same day. */
export interface TimedBank {
  /** As its page calls it. */
  readonly kiosk: ServedKiosk;
  /** The same kiosk's, past the bridge: what isn't timed needn't wait for even times. */
  readonly operations: Operations;
  readonly clock: FixedClock;
  token(): Promise<Token | null>;
  /** The code that taro's phone shows now. */
  code(): Promise<string>;
  close(): Promise<void>;
}

/** When answers leave, by the costliest hash. */
interface TimedAnswers {
  readonly periods: (slowestHash: number) => AnswerPeriods;
  readonly timer?: Timer;
}

const never = Number.MAX_SAFE_INTEGER;

/** Its registry is new, at `file`; Hanako came with the hash `imported`, if any. */
export async function timedBank(
  file: string,
  passwordHasher: PasswordHasher,
  { periods, timer = systemTimer }: TimedAnswers,
  imported?: string,
): Promise<TimedBank> {
  const opened = await openRegistry(file);
  if (!opened.ok) throw new Error(opened.refusal);
  const registry = opened.value;
  const vault = memoryVault(randomBytes(32), randomBytes);
  await registry.sealJournal({ kiosk: "kiosk", mac: vault.mac });
  await seedDemo(registry, passwordHasher);
  await registry.transact(async (rows) => {
    const hanako = await rows.customerById("demo-hanako");
    if (hanako === null || imported === undefined) return;
    await rows.updateCustomer({ ...hanako, loginPasswordHash: imported });
    await rows.noteHashWork(hashWork(imported));
  });
  const slowestHash = await registry.transact((rows) => rows.slowestHash());
  const clock = fixedClock("2026-04-01T10:00:30+09:00");
  const parts = {
    registry,
    journal: registry,
    hash: sha256,
    journalFile: journalCsv,
    writeExport: recordingFiles().writeNewFile,
    vault,
    oneTimePasswords: otplibOneTimePasswords,
    passwordHasher,
    qrEncoder: () => [],
    clock,
    monotonicClock: clock.monotonicClock,
    random: randomBytes,
    config: {
      ...demoProfile,
      lockout: { wrongTries: never },
      setupCode: { showings: never, seconds: 120, minutesAfterIssue: 60 * 24 * 365 },
      token: { ...demoProfile.token, reissueDays: 0 },
    },
    brand: plainBrand,
    ...wellMachine(),
    deliverMail: () => undefined,
  };
  const guards = { periods: periods(slowestHash), timer };
  const { handle } = plainCore(parts, guards);
  const token = () => registry.transact((rows) => rows.currentToken("demo-taro"));
  return {
    kiosk: servedKiosk(handle),
    operations: operationsOf(handle),
    clock,
    token,
    code: async () => {
      const current = await token();
      if (!current?.sealedSecret) throw new Error("There is no secret");
      const secret = await vault.open(current, current.sealedSecret);
      return otplibOneTimePasswords.codeAt(secret, Math.floor(clock() / 60_000));
    },
    close: () => registry.close(),
  };
}
