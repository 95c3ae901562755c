import type { Measurements } from "../domain/health.ts";
import type { ChainFault, JournalAnchor, Older } from "../domain/journal-chain.ts";
import type { Result } from "../../../preload/contract/result.ts";

/** What may be wrong with a registry's file as a whole. */
type FileFault = Exclude<Measurements["registry"]["state"], "well" | "older" | "missing">;

/** Reads the registry's whole file, while others go on with it; it takes seconds where that is large. */
export interface FileCheck {
  /** Whether SQLite's `quick_check` finds the file whole; the refusal is what it or the file system found. */
  isWhole(): Promise<Result<null, FileFault>>;
}

/** Checks of the whole registry, while others go on with it. */
export interface RegistryChecks extends FileCheck {
  /**
   * Checks every row that the journal has now; answers how many, or the first break. `anchor`: an end that it is known
   * to have had, read before. Rejects where the registry can't be read.
   */
  verifyJournal(anchor: JournalAnchor | null): Promise<Result<number, ChainFault | Older>>;
}
