import type { Clock } from "../ports/clock.ts";
import type { Log } from "../ports/log.ts";
import type { Registry } from "../ports/registry.ts";

/** What the log tells as information, though something broke. */
const faultyEvents: readonly string[] = ["page-restarted", "anchor-not-kept"];

/** A log whose faults become journal rows too. */
export interface FaultJournal {
  readonly log: Log;
  /** Resolves when every fault told so far is journalled. */
  readonly settled: () => Promise<void>;
}

/**
 * Journals each error that `log` is told, and each of the window's faults: the event, and the reference that the
 * customer saw. One row, one transaction; a fault that can't be journalled is in the log, and that it couldn't be.
 */
export function journalFaults(log: Log, registry: Registry, clock: Clock): FaultJournal {
  let last = Promise.resolve();
  const journal = (event: string, reference?: string) => {
    const fault = { at: clock(), customerId: null, action: "fault" } as const;
    const outcome = reference === undefined ? event : `${event}-${reference}`;
    last = last
      .then(() => registry.transact((rows) => rows.appendJournal({ ...fault, outcome })))
      .catch((failure: unknown) => {
        log.error("journal-failed", failure);
      });
  };
  return {
    log: {
      info(event, fields) {
        log.info(event, fields);
        if (faultyEvents.includes(event)) journal(event);
      },
      error(event, error, reference) {
        log.error(event, error, reference);
        journal(event, reference);
      },
    },
    settled: () => last,
  };
}
