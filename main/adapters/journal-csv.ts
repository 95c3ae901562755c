import { writtenTime } from "../core/domain/tokyo-day.ts";
import type { JournalFile } from "../core/ports/files.ts";
import { byteOrderMark, csvLine } from "./csv-line.ts";

const titles = [
  ...["番号", "日時", "機器", "ログインID", "ユーザID", "係員番号", "種類", "結果", "内容"],
];

/** CSV in UTF-8, for spreadsheets. Times are in Japan's time zone. */
export const journalCsv: JournalFile = {
  header: () => byteOrderMark + csvLine(titles),
  line: ({ number, at, kiosk, loginId, userId, staffId, action, outcome, detail }) =>
    csvLine([
      ...[number, writtenTime(at), kiosk, loginId, userId, staffId, action, outcome, detail],
    ]),
};
