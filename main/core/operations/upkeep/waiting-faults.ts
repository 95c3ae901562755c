import { withFault } from "../../domain/waiting-faults.ts";
import type { WaitingFault } from "../../domain/waiting-faults.ts";
import type { Clock } from "../../ports/clock.ts";
import type { FaultNotes } from "../../ports/files.ts";

/**
 * The faults that are still to be journalled: those of this process, and those that former processes couldn't journal.
 */
export interface WaitingFaults {
  /** Notes a fault with the present time. */
  add(outcome: string): void;
  /** Calls `work` to journal all waiting faults, in order; where it throws, they keep waiting and this throws too. */
  handOver(work: (faults: readonly WaitingFault[]) => Promise<void>): Promise<void>;
}

/**
 * Order of writes: ① a fault is noted; ② its row is journalled; ③ the note is deleted. After a kill between ② and ③ the
 * next start journals it once more, with the same time.
 */
export function makeWaitingFaults(notes: FaultNotes, clock: Clock): WaitingFaults {
  let waiting = notes.load();
  return {
    add(outcome) {
      waiting = withFault(waiting, { at: clock(), outcome });
      notes.keep(waiting);
    },
    async handOver(work) {
      const taken = waiting;
      if (taken.length === 0) return;
      waiting = [];
      try {
        await work(taken);
      } catch (failure) {
        waiting = waiting.reduce(withFault, taken);
        throw failure;
      } finally {
        notes.keep(waiting);
      }
    },
  };
}
