import type { WaitingFault } from "../domain/waiting-faults.ts";

/** Stores faults beyond the process while the journal can't be written. Neither call throws or waits. */
export interface FaultNotes {
  load(): readonly WaitingFault[];
  /** Replaces the stored faults; as far as the disk allows. */
  keep(faults: readonly WaitingFault[]): void;
}
