import type { Config } from "../../../../main/config/config.ts";
import { demoProfile } from "../../../../main/config/demo-profile.ts";
import type { JournalEvent } from "../../../../main/core/domain/journal-event.ts";
import type { Token } from "../../../../main/core/domain/token.ts";
import { makeEraseExpired } from "../../../../main/core/operations/upkeep/erase-expired.ts";
import type { FileKind } from "../../../../main/core/ports/files.ts";
import type { Registry } from "../../../../main/core/ports/registry.ts";
import { recordingLog } from "../../../fakes/recording-log.ts";
import type { RecordingLog } from "../../../fakes/recording-log.ts";
import { aBank, confirmationPassword, done, signedInWith } from "./a-kiosk.ts";
import type { Bank } from "./a-kiosk.ts";

export const hour = 60 * 60_000;
export const day = 24 * hour;

/** A bank whose kiosk is swept, and what a test may change of what the sweep finds. */
export interface SweptBank {
  readonly bank: Bank;
  readonly log: RecordingLog;
  /** Whether the guard finds the clock right. */
  isRight: boolean;
  /** What a time service says of it. */
  offset: number | null;
  /** Of each kind so many files whose time is over. */
  files: Record<FileKind, number>;
  /** What was asked for of them. */
  readonly asked: readonly (readonly [FileKind, number])[];
  /** The kind whose folder can't be read. */
  broken: FileKind | null;
  /** The sweep of a kiosk that starts now. */
  sweeper(
    retention?: Partial<Config["retention"]>,
    registry?: Registry,
  ): Promise<() => Promise<void>>;
  /** Has taro's token released, and his mails sent. */
  released(): Promise<void>;
  /** Has all mails sent. */
  closeAll(): Promise<void>;
  /** So many days pass, with a sweep each. */
  daysPass(days: number, sweep: () => Promise<void>): Promise<void>;
  /** Each that a mail or a token has. */
  addresses(): readonly string[];
  /** The journal's rows of sweeps. */
  rows(): readonly JournalEvent[];
}

export async function aSweptBank(): Promise<SweptBank> {
  const bank = await aBank();
  const { registry, clock } = bank;
  const log = recordingLog();
  const asked: (readonly [FileKind, number])[] = [];
  const closeAll = (): Promise<void> =>
    registry.transact(async (all) => {
      for (const mail of await all.unsentMails()) {
        await all.updateMail({ ...mail, closedAt: clock(), outcome: "sent" });
      }
    });
  const swept: SweptBank = {
    ...{ bank, log, asked, closeAll },
    ...{ isRight: true, offset: null, broken: null },
    files: { prints: 0, exports: 0, spool: 0 },
    async sweeper(retention = {}, over = registry) {
      return makeEraseExpired({
        ...{ registry: over, journal: registry, clock, monotonicClock: clock.monotonicClock, log },
        config: { retention: { ...demoProfile.retention, ...retention } },
        isClockRight: () => swept.isRight,
        offsetMs: async () => swept.offset,
        evidence: await registry.clockEvidence(),
        files: {
          erase: async (kind, before, limit) => {
            if (kind === swept.broken) throw new Error("The folder can't be read");
            asked.push([kind, before]);
            const erased = Math.min(swept.files[kind], limit);
            swept.files[kind] -= erased;
            return erased;
          },
        },
      });
    },
    async released() {
      const kiosk = await signedInWith(bank, "in-use");
      await done(kiosk.releaseToken({ confirmationPassword, oneTimePassword: await bank.code() }));
      await done(kiosk.signOut({}));
      await closeAll();
    },
    async daysPass(days, sweep) {
      for (let passed = 0; passed < days; passed += 1) {
        clock.advance(day);
        await sweep();
      }
    },
    addresses: () => [
      ...new Set([
        ...registry.mails().map(({ to }) => to),
        ...registry.contents().tokens.map((token) => (token as Token).mailAddress),
      ]),
    ],
    rows: () => registry.journal().filter(({ action }) => action === "retention"),
  };
  return swept;
}
