import type { Fault } from "../../../preload/contract/answers.ts";
import { farOffClockMs } from "../domain/health.ts";
import type { Middleware } from "../handle.ts";
import type { ClockWatch } from "../operations/upkeep/clock-watch.ts";
import type { Log } from "../ports/log.ts";
import type { ClockEvidence, JournalReader } from "../ports/journal-reader.ts";
import { refuseDuring } from "./out-of-service.ts";

/** The guard as a middleware, and its check of the clock while there are no requests. */
export interface ClockGuard {
  readonly middleware: Middleware;
  /** While the clock isn't right, it also checks whether the clock was confirmed, and asks a time server. */
  readonly look: () => Promise<void>;
  /** By the last check. */
  readonly isClockRight: () => boolean;
  /** `clock-jumped` while the clock isn't right. */
  readonly fault: () => Fault | null;
}

/**
 * Checks the clock before each operation: after a jump right codes would be refused as wrong and counted, which would
 * lock customers out. From a jump on all users are signed out, verbs are refused, and nothing is verified or counted,
 * until the clock is found right again; the log has both times. A kiosk that starts before the newest time in its
 * journal, as with a dead battery, doesn't begin to serve either, however often it is started: `begin` is called once,
 * when the clock is first found right.
 *
 * A jump may also be the correction of a clock that was wrong from the start, and the kiosk can't distinguish the two.
 * `offsetMs`, how far a time server or the system's time service finds the clock ahead, decides where there is one
 * (null: there is none, or no answer). Otherwise a person must read the clock and confirm that it is right by the
 * command line: a `clock-confirm` row.
 */
export function makeClockGuard(parts: {
  readonly watch: ClockWatch;
  readonly journal: Pick<JournalReader, "clockEvidence">;
  /** The journal's evidence about the time before this start. */
  readonly evidence: ClockEvidence;
  readonly begin: () => Promise<void>;
  readonly signEverybodyOut: () => Promise<void>;
  readonly log: Log;
  readonly offsetMs: () => Promise<number | null>;
}): ClockGuard {
  const { watch, journal, begin, signEverybodyOut, log, offsetMs } = parts;
  let { evidence } = parts;
  let serves = true;
  let begun: Promise<void> | null = null;
  const beginOnce = async (): Promise<void> => {
    try {
      await (begun ??= begin());
    } catch (failure) {
      begun = null;
      throw failure;
    }
  };
  const isRight = async (): Promise<boolean> => {
    const right = watch.isRight(newestIn(evidence));
    if (right) await beginOnce();
    if (right === serves) return right;
    serves = right;
    log.info(right ? "clock-right" : "out-of-service-clock-jumped");
    if (!right) await signEverybodyOut();
    return right;
  };
  /** Whether the clock was confirmed since, and isn't before the confirmation. */
  const isConfirmed = async (): Promise<boolean> => {
    const now = await journal.clockEvidence();
    const isNew = now.confirmedBy > evidence.confirmedBy;
    if (isNew) evidence = now;
    return isNew && watch.isAfter(newestIn(now));
  };
  return {
    middleware: refuseDuring(async () => ((await isRight()) ? null : "clock-jumped")),
    isClockRight: () => serves,
    fault: () => (serves ? null : "clock-jumped"),
    look: async () => {
      if (await isRight()) return;
      if (!(await isConfirmed())) {
        const offset = await offsetMs();
        if (offset === null || Math.abs(offset) >= farOffClockMs) return;
      }
      watch.trust();
      await isRight();
    },
  };
}

function newestIn({ newestAt }: ClockEvidence): number {
  return newestAt ?? -Infinity;
}
