import { verbs } from "../../../preload/contract/channels.ts";
import { farOffClockMs } from "../domain/health.ts";
import type { Log } from "../ports/log.ts";
import type { ClockEvidence, JournalReader } from "../ports/registry.ts";
import type { ClockWatch } from "../operations/upkeep/clock-watch.ts";
import type { Operations } from "../operations/operation.ts";
import { refuseBusy } from "./refuse-busy.ts";

/** The use cases behind the guard, and its look at the clock, for when nobody asks for anything. */
export interface GuardedClock {
  readonly operations: Operations;
  /** Where the clock isn't right it also looks whether somebody has confirmed it, and asks a time server. */
  readonly look: () => Promise<void>;
  /** As of the last look. */
  readonly isClockRight: () => boolean;
}

/**
 * Looks at the clock before each of `operations`: after a jump right codes would be judged wrong and, counted, lock
 * customers out. From then on whoever was signed in is signed out, every verb is `stopped`'s, and nothing is verified
 * or counted, until the clock is found right again; both moments are told to `log`. A kiosk that starts before the
 * newest time in its journal, as with a dead battery, doesn't begin to serve either, however often it is started:
 * `begin` is called once, when the clock is first found right.
 *
 * A jump may also be the mending of a clock that was wrong from the start, and nothing in the kiosk tells the one
 * from the other. `offsetMs`, how far a time server or the system's time service finds the clock ahead, decides where
 * there is one (null: there is none, or no answer). Else somebody must look at the clock and say that it is right: a
 * `clock-confirm` row, by the command line.
 */
export function guardClock(parts: {
  readonly operations: Operations;
  readonly stopped: Operations;
  readonly watch: ClockWatch;
  readonly journal: Pick<JournalReader, "clockEvidence">;
  /** What the journal told before this start. */
  readonly evidence: ClockEvidence;
  readonly begin: () => Promise<void>;
  readonly log: Log;
  readonly offsetMs: () => Promise<number | null>;
}): GuardedClock {
  const { operations, stopped, watch, journal, begin, log, offsetMs } = parts;
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
    if (!right) {
      await operations.signOut({});
      await operations.staffSignOut({});
    }
    return right;
  };
  /** Whether somebody has confirmed the clock since, and it isn't before that. */
  const isConfirmed = async (): Promise<boolean> => {
    const now = await journal.clockEvidence();
    const isNew = now.confirmedBy > evidence.confirmedBy;
    if (isNew) evidence = now;
    return isNew && watch.isAfter(newestIn(now));
  };
  // As of `refuseFaults`: TypeScript can't follow the pairs of verb and operation through entries.
  const guarded = Object.fromEntries(
    verbs.map((verb) => [
      verb,
      async (request: never): Promise<unknown> =>
        ((await isRight()) ? operations : stopped)[verb](request),
    ]),
  ) as unknown as Operations;
  return {
    operations: refuseBusy(guarded),
    isClockRight: () => serves,
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
