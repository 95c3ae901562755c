import type { Result } from "../../../preload/contract/result.ts";
import type { FoundRow } from "../domain/journal-search.ts";
import type { WaitingFault } from "../domain/waiting-faults.ts";

/** Adds text (UTF-8) to the file that is being written. */
export type Append = (text: string) => Promise<void>;

/**
 * Writes what `write` appends into the new file `name`, which only its owner may read. The name appears when all bytes
 * are on the disk, never replaces a file, and doesn't appear when `write` refuses.
 */
export type WriteNewFile = <Value, Refusal>(
  name: string,
  write: (append: Append) => Promise<Result<Value, Refusal>>,
) => Promise<Result<Value, Refusal | "file-exists" | "file-unwritable">>;

/** Writes several new files in the same way: all of their names appear, or none. */
export type WriteNewFiles = <Value, Refusal>(
  names: readonly string[],
  write: (appends: readonly Append[]) => Promise<Result<Value, Refusal>>,
) => Promise<Result<Value, Refusal | "file-exists" | "file-unwritable">>;

/**
 * The kiosk's files in its data folder that are for people: 控え as PDF, exports of the journal, mails without a server.
 */
export type FileKind = "prints" | "exports" | "spool";

/** Deletes files that the kiosk has written, and no others. */
export interface OutputFiles {
  /**
   * Deletes files of `kind` that were last written before `writtenBefore` (epoch milliseconds), `limit` at most;
   * answers their number.
   */
  erase(kind: FileKind, writtenBefore: number, limit: number): Promise<number>;
}

/** The format of an export of journal rows for people; each line includes its line end. */
export interface JournalFile {
  /** The text before the first row. */
  header(): string;
  line(row: FoundRow): string;
}

/** Stores faults beyond the process while the journal can't be written. Neither call throws or waits. */
export interface FaultNotes {
  load(): readonly WaitingFault[];
  /** Replaces the stored faults; as far as the disk allows. */
  keep(faults: readonly WaitingFault[]): void;
}
