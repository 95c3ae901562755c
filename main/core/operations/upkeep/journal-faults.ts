import { RegistryBusy } from "../../domain/registry-errors.ts";
import type { Log } from "../../ports/log.ts";
import type { Registry } from "../../ports/registry.ts";
import type { WaitingFaults } from "./waiting-faults.ts";

/** Events that the log has as information, though they are faults. */
const faultyEvents: readonly string[] = [
  ...["page-restarted", "anchor-not-kept", "out-of-service-clock-jumped", "clock-right"],
];

/** A log whose faults become journal rows too. */
export interface FaultJournal {
  readonly log: Log;
  /**
   * Journals the faults that still wait, with the times at which they happened; it is called at intervals. Answers
   * whether none waits any more; it never rejects.
   */
  readonly journalWaiting: () => Promise<boolean>;
}

/**
 * Journals each error that `log` gets, and each fault of the window: the event, and the reference that the customer
 * saw. A fault that can't be journalled, as on a full disk, keeps waiting, and this is logged once.
 */
export function journalFaults(log: Log, registry: Registry, waiting: WaitingFaults): FaultJournal {
  let last = Promise.resolve(true);
  let isFailing = false;
  const write = async (): Promise<boolean> => {
    try {
      await waiting.handOver((faults) =>
        registry.transact(async (rows) => {
          for (const fault of faults) {
            await rows.appendJournal({ ...fault, customerId: null, action: "fault" });
          }
        }),
      );
      isFailing = false;
    } catch (failure) {
      if (failure instanceof RegistryBusy) return false;
      if (!isFailing) log.error("journal-failed", failure);
      isFailing = true;
    }
    return !isFailing;
  };
  const journalWaiting = () => (last = last.then(write));
  const journal = (outcome: string) => {
    waiting.add(outcome);
    void journalWaiting();
  };
  return {
    log: {
      info(event, fields) {
        log.info(event, fields);
        if (faultyEvents.includes(event)) journal(event);
      },
      error(event, error, reference) {
        log.error(event, error, reference);
        journal(reference === undefined ? event : `${event}-${reference}`);
      },
    },
    journalWaiting,
  };
}
