import type { SpreadsheetValue } from "../../core/ports/customers-file.ts";

const month = "(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]{0,6}";
const [year, monthNumber, day] = [
  "(?:19|20)[0-9]{2}",
  "(?:0?[1-9]|1[0-2])",
  "(?:0?[1-9]|[12][0-9]|3[01])",
];

/** Each form as Excel and LibreOffice write it into a CSV file, in Japanese or English. */
const forms: Readonly<Record<SpreadsheetValue, readonly string[]>> = {
  number: [
    // 9.998E+11 for 999800000001, 1E+05 for 1E5.
    "[-+]?[0-9]+(?:[.,][0-9]+)?e[-+][0-9]+",
    // 12,345 and ¥12,345, 1.5, 0.1, 12345.0 and 12.5%.
    "[-+(]?[¥￥\\\\$]?[-+]?[0-9]{1,3}(?:,[0-9]{3})+(?:\\.[0-9]+)?\\)?%?",
    "[-+(]?[¥￥\\\\$]?[-+]?[0-9]*\\.[0-9]+\\)?%?",
    "[-+(]?[¥￥\\\\$]?[-+]?[0-9]+[.)%]",
    "[-+¥￥\\\\$][0-9]+",
  ],
  date: [
    `[0-9]{1,4}[/.][0-9]{1,2}(?:[/.][0-9]{1,4})?(?:[ t][0-9:.]+)?`,
    `${year}-${monthNumber}-${day}(?:[ t][0-9:.]+z?)?`,
    `${day}-${monthNumber}-${year}|${monthNumber}-${day}-${year}`,
    `[0-9]{1,2}[- /]${month}(?:[- /,]+[0-9]{1,4})?`,
    `${month}[- /][0-9]{1,4}(?:[-, /]+[0-9]{1,4})?`,
    "(?:[0-9]{2,4}年)?[0-9]{1,2}月(?:[0-9]{1,2}日)?|[0-9]{4}年|[0-9]{1,2}日",
    "(?:明治|大正|昭和|平成|令和|[mtshr])(?:[0-9]{1,2}|元)[年./][0-9]{1,2}[月./][0-9]{1,2}日?",
    "[0-9]{1,3}:[0-9]{2}(?::[0-9]{2}(?:\\.[0-9]+)?)?(?: ?[ap]m)?|[0-9]{1,2}時(?:[0-9]{1,2}分)?(?:[0-9]{1,2}秒)?",
  ],
  value: [
    // An error, a cell that is too narrow, a truth value, and the words that programs write for an empty value.
    "#.*",
    "true|false|null|nan|n/a",
    // A formula, or the mark of a text cell.
    "[='’@].*",
  ],
};

const expressions = Object.entries(forms).map(
  ([value, written]) =>
    [value as SpreadsheetValue, new RegExp(`^(?:${written.join("|")})$`, "iu")] as const,
);

/**
 * The form into which a spreadsheet has turned `id`; null: it may be an ID. `1E5` and `1-2` may be IDs, as no
 * spreadsheet writes these forms.
 */
export function spreadsheetValue(id: string): SpreadsheetValue | null {
  // This is the case for nearly all IDs: no form ends in a digit without a sign before it.
  if (/^[A-Za-z0-9]*[0-9]$/.test(id)) return null;
  return expressions.find(([, expression]) => expression.test(id))?.[0] ?? null;
}
