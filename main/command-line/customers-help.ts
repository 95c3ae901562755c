import { defaults } from "../config/defaults.ts";
import { commandAdapters } from "../compose/command-adapters.ts";
import type { Column } from "../core/ports/customers-file.ts";
import { formOf } from "./customers-words.ts";

const { columnNames, optionalColumns, tokenColumns } = commandAdapters.customersFile;
const names = Object.keys(columnNames) as Column[];

function columnLine(column: Column): string {
  const written = columnNames[column].join(" / ");
  const may = optionalColumns.includes(column) ? " (column may be missing)" : "";
  return `  ${written}${may}\n      ${formOf(column, defaults.customers)}\n`;
}

/** The columns and rules of a customers' file. */
export const importHelp = `The file: CSV (RFC 4180) with commas, in UTF-8 or Shift_JIS as Windows has it (CP932), told apart by itself; lines end in CRLF,
LF or CR. Its first line names the columns, in any order, in Japanese or English:

${names.map(columnLine).join("")}
  Passed over: ${tokenColumns.join(", ")}, as an export has them; empty lines, rows of commas, empty columns at the end,
  an end mark (0x1A).

Lengths of passwords and signs of IDs are those of the configuration's customers.passwordLength, customers.idSigns and
customers.loginIdSigns; these are its defaults.

Rules:
  - Either all customers are taken or none; every bad line is told with its number, column and what to do, 1,000 at most.
  - A customer whose 顧客番号 is known is changed; tokens, mails and counters stay, and an empty password keeps theirs.
  - ログインID are judged by the state after the file: customers may swap theirs.
  - A limit changes only when the file states another one than the last file. It never rises above what a release of a
    token has set, unless --raise-limits is given, which is journalled for each customer.
  - 停止: the customer can't sign in, the token is suspended. 解約: the token is released and its secret destroyed. 利用可:
    signs in again, and a token that 停止 had suspended is in use again. Without the column, or empty: it stays.
`;

/** The columns of an export. */
export const exportHelp = `Columns: ${[
  "id",
  "loginId",
  "name",
  "kana",
  "transferLimitYen",
  "status",
]
  .map((column) => columnNames[column as Column][0])
  .join(", ")},
${tokenColumns.join(", ")} (times of Japan). In the order of the 顧客番号; no secret, no mail address. An import takes the file back.

Rules:
  - utf8, the default, has a BOM for spreadsheets. cp932 writes 〜 − ‖ — ¢ £ ¬ ¥ as Windows does, and is refused with the
    customer's number where a name has another character that it lacks.
  - An existing file is never replaced. The export is journalled before and after, with the number of customers.
`;
