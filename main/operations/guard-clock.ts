import { verbs } from "../../preload/contract/channels.ts";
import { farOffClockMs } from "../domain/health.ts";
import type { Log } from "../ports/log.ts";
import type { JournalReader } from "../ports/registry.ts";
import type { ClockWatch } from "./clock-watch.ts";
import type { Operations } from "./operation.ts";

/** The use cases behind the guard, and its look at the clock, for when nobody asks for anything. */
export interface GuardedClock {
  readonly operations: Operations;
  /** Asks a time server too, where the clock has jumped. */
  readonly look: () => Promise<void>;
}

/**
 * Looks at the clock before each of `operations`: after a jump right codes would be judged wrong and, counted, lock
 * customers out. From then on whoever was signed in is signed out, every verb is `stopped`'s, and nothing is verified
 * or counted, until the clock is found right again; both moments are told to `log`.
 *
 * A jump may also be the mending of a clock that was wrong from the start, and nothing in the machine tells the one
 * from the other. `offsetMs`, how far a time server finds the clock ahead, decides where there is one (null: there is
 * none, or no answer). Else somebody must look at the clock and start the kiosk anew, which takes it as it stands: the
 * journal's newest row is then the jump's own, so that no clock is before it for long.
 */
export function guardClock(parts: {
  readonly operations: Operations;
  readonly stopped: Operations;
  readonly watch: ClockWatch;
  /** The time of the journal's newest row before this start. */
  readonly newestAt: number;
  readonly log: Log;
  readonly offsetMs: () => Promise<number | null>;
}): GuardedClock {
  const { operations, stopped, watch, newestAt, log, offsetMs } = parts;
  let serves = true;
  const isRight = async (): Promise<boolean> => {
    const right = watch.isRight(newestAt);
    if (right === serves) return right;
    serves = right;
    log.info(right ? "clock-right" : "out-of-service-clock-jumped");
    if (!right) {
      await operations.signOut({});
      await operations.staffSignOut({});
    }
    return right;
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
    operations: guarded,
    look: async () => {
      if (await isRight()) return;
      const offset = await offsetMs();
      if (offset === null || Math.abs(offset) >= farOffClockMs) return;
      watch.trust();
      await isRight();
    },
  };
}

/** The time of the newest row, epoch milliseconds; of an empty journal: a moment before all others. */
export async function newestAt(journal: JournalReader): Promise<number> {
  const { lastNumber } = await journal.journalEnd();
  const [row] = await journal.journalRows(lastNumber - 1, lastNumber, 1);
  return row?.at ?? -Infinity;
}
