import { withFault } from "../../domain/waiting-faults.ts";
import type { WaitingFault } from "../../domain/waiting-faults.ts";
import type { Clock } from "../../ports/clock.ts";
import type { FaultNotes } from "../../ports/fault-notes.ts";

/** The faults that are still to be journalled: of this process, and of those before it that couldn't. */
export interface WaitingFaults {
  /** Notes a fault of now. */
  add(outcome: string): void;
  /** Has `work` journal all that wait, in order; they go on waiting where it throws, which this does then too. */
  handOver(work: (faults: readonly WaitingFault[]) => Promise<void>): Promise<void>;
}

/**
 * Order of writes: ① a fault is noted; ② its row is journalled; ③ the note is thrown away. A kill between the last two
 * journals it once more at the next start, with the same time.
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
