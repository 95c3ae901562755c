import type { WaitingFaults } from "../core/operations/upkeep/waiting-faults.ts";
import type { Log } from "../core/ports/log.ts";

/** A log whose errors, and the page's restarts, wait in `waiting` for the service's journal. */
export function notedLog(log: Log, waiting: Pick<WaitingFaults, "add">): Log {
  return {
    info(event, fields) {
      log.info(event, fields);
      if (event === "page-restarted") waiting.add(event);
    },
    error(event, error, reference) {
      log.error(event, error, reference);
      waiting.add(event);
    },
  };
}
