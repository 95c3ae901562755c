import type { WaitingFault } from "../domain/waiting-faults.ts";

/** Faults that outlive the process while the journal can't be written. Neither call throws or waits. */
export interface FaultNotes {
  load(): readonly WaitingFault[];
  /** In place of those kept so far; as far as the disk allows. */
  keep(faults: readonly WaitingFault[]): void;
}
