import { faultNotes } from "../adapters/fault-notes.ts";
import { systemClock } from "../adapters/system-clock.ts";
import { makeWaitingFaults } from "../core/operations/upkeep/waiting-faults.ts";

/**
 * Notes that the kiosk of the data folder `dataDir` ends by a bug; the note is journalled when the kiosk comes into
 * service again.
 */
export function noteCrash(dataDir: string, clockOffsetSeconds: number): void {
  makeWaitingFaults(faultNotes(dataDir), systemClock(clockOffsetSeconds)).add("crashed");
}
