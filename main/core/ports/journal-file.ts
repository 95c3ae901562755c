import type { FoundRow } from "../domain/journal-search.ts";

/** The form in which rows of the journal leave as a file that people read; each line with its end. */
export interface JournalFile {
  /** What stands before the first row. */
  header(): string;
  line(row: FoundRow): string;
}
