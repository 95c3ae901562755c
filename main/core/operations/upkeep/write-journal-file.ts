import type { JournalFilter } from "../../domain/journal-search.ts";
import type { Append, JournalFile } from "../../ports/files.ts";
import type { JournalReader } from "../../ports/journal-reader.ts";

/** Rows that are held in memory at a time. */
const pageRows = 1_000;

/** Writes the rows that match `filter` in the form of `file`, newest first; answers their number. */
export async function writeJournalFile(
  journal: JournalReader,
  file: JournalFile,
  filter: JournalFilter,
  append: Append,
): Promise<number> {
  await append(file.header());
  let count = 0;
  let before: number | null = null;
  for (;;) {
    const page = await journal.findJournal(filter, before, pageRows);
    for (const row of page) await append(file.line(row));
    count += page.length;
    before = page.at(-1)?.place ?? null;
    if (page.length < pageRows) return count;
  }
}
