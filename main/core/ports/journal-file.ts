import type { FoundRow } from "../domain/journal-search.ts";

/** The format of an export of journal rows for people; each line includes its line end. */
export interface JournalFile {
  /** The text before the first row. */
  header(): string;
  line(row: FoundRow): string;
}
