import { byteOrderMark, csvLine } from "../../domain/csv.ts";
import type { JournalFilter } from "../../domain/journal-search.ts";
import { writtenTime } from "../../domain/tokyo-day.ts";
import type { JournalReader } from "../../ports/registry.ts";
import type { Append } from "../../ports/write-new-file.ts";

/** Rows that are held in memory at a time. */
const pageRows = 1_000;

const titles = [
  ...["番号", "日時", "機器", "ログインID", "ユーザID", "係員番号", "種類", "結果", "内容"],
];

/** Writes the rows that `filter` lets through as CSV, newest first; answers how many. Times are Japan's. */
export async function writeJournalCsv(
  journal: JournalReader,
  filter: JournalFilter,
  append: Append,
): Promise<number> {
  await append(byteOrderMark + csvLine(titles));
  let count = 0;
  let before: number | null = null;
  for (;;) {
    const page = await journal.findJournal(filter, before, pageRows);
    for (const { number, at, kiosk, loginId, userId, staffId, action, outcome, detail } of page) {
      const time = writtenTime(at);
      await append(
        csvLine([number, time, kiosk, loginId, userId, staffId, action, outcome, detail]),
      );
    }
    count += page.length;
    before = page.at(-1)?.number ?? null;
    if (page.length < pageRows) return count;
  }
}
