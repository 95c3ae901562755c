import type { Measurements } from "../domain/health.ts";
import type { ChainFault, JournalAnchor, Older } from "../domain/journal-chain.ts";
import type { Result } from "../../../preload/contract/result.ts";

/** The faults that a registry's file may have as a whole. */
type FileFault = Exclude<Measurements["registry"]["state"], "well" | "older" | "missing">;

/** Reads the registry's whole file, while other processes use it; this takes seconds for a large file. */
export interface FileCheck {
  /** Whether SQLite's `quick_check` finds the file intact; the refusal is its finding, or the file system's. */
  isWhole(): Promise<Result<null, FileFault>>;
}

/** Checks of the whole registry, while other processes use it. */
export interface RegistryChecks extends FileCheck {
  /**
   * Verifies all present rows of the journal; answers their number, or the first fault. `anchor`: an end that the
   * journal is known to have had, read before. Rejects where the registry can't be read.
   */
  verifyJournal(anchor: JournalAnchor | null): Promise<Result<number, ChainFault | Older>>;
}
