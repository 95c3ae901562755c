import { commandAdapters } from "../compose/command-adapters.ts";
import type { RecordRules } from "../core/domain/customer-record.ts";
import type { ImportRefusal } from "../core/operations/upkeep/import-customers.ts";
import type { LineFault } from "../core/operations/upkeep/take-line.ts";
import type { ForeignText, SpreadsheetValue } from "../core/ports/customers-file.ts";

/** The one form of a hash that is accepted. */
const phcForm =
  "$argon2id$v=19$m=19456,t=2,p=1$SALT$HASH (m 7168 to 262144, t to 10, p to 16, numbers without leading zeros; SALT 8 to 48 bytes, HASH 16 to 64, in base64 without padding)";

const plainFaults = {
  quotes:
    "its quotes are not as RFC 4180 has them, or a field has a line break: write a quote within a field twice, and each customer on one line",
  "too-long": "it is too long, or a quote is never closed",
  "field-count":
    "it has fewer or more fields than the header: the line was cut off, or a field with a comma lacks its quotes, as a PHC string needs them",
  "id-twice": "顧客番号: a line before has the same; keep one of them",
  "login-id-taken":
    "ログインID: another customer of this file or of the registry has the same; correct one of them",
  "record-broken":
    "顧客番号: the registry's record of this customer, or of who has the ログインID, isn't as the kiosk wrote it; leave the line out, and see to the record first",
} as const;

const spreadsheetValues: Readonly<Record<SpreadsheetValue, string>> = {
  number: "a number that a spreadsheet has made of it",
  date: "a date or time that a spreadsheet has made of it",
  value: "a value, mark or formula of a spreadsheet",
};

function faultWorded(fault: LineFault, rules: RecordRules): string {
  if (!("column" in fault)) return plainFaults[fault.code];
  const { column } = fault;
  return `${commandAdapters.customersFile.columnNames[column][0]}: ${columnFault(fault, rules)}`;
}

type ColumnFault = Extract<LineFault, { readonly column: unknown }>;

function columnFault(fault: ColumnFault, rules: RecordRules): string {
  switch (fault.code) {
    case "undecodable":
      return "a character is cut off or broken, or the line is in another encoding than the file; write it anew in the core system";
    case "gaiji":
      return "has a gaiji, a character that only the core system knows, or 〓 in its place; write it with a character of Unicode, or as the customer agrees in kana";
    case "formula":
      return "begins with one of = + - @, which a spreadsheet takes for a formula; remove it";
    case "spreadsheet":
      return `is ${spreadsheetValues[fault.value]}; export the file anew and don't open it in a spreadsheet, or open it with this column as text`;
    case "hash":
      return `is a hash of another system (${fault.kind}), which this kiosk can't check; write ${wanted(rules)}`;
    case "phc":
      return `is an Argon2id hash that this kiosk can't check; write ${wanted(rules)}`;
    case "password-characters":
      return `has characters that no plain password has; write ${wanted(rules)}`;
    case "password-length":
      return `has a length that no plain password has; write ${wanted(rules)}`;
    case "password-missing":
      return "is empty; a new customer needs both passwords";
    case "form":
      return formOf(fault.column, rules);
  }
}

function wanted({ passwordLength: { least, most } }: RecordRules): string {
  return `${String(least)} to ${String(most)} half-width letters and digits, or ${phcForm}`;
}

/** The values that a column may hold. */
export function formOf(column: ColumnFault["column"], rules: RecordRules): string {
  switch (column) {
    case "id":
      return `needs 1 to 40 of ${signsOf(rules.idSigns)}, begins with a letter or digit`;
    case "loginId":
      return `needs 1 to 64 of ${signsOf(rules.loginIdSigns)}, begins with a letter or digit`;
    case "name":
      return "needs 1 to 80 characters, without control characters";
    case "kana":
      return "needs katakana (hiragana and half-width kana become katakana), letters, digits and signs, 80 characters at most; may be empty";
    case "loginPassword":
    case "confirmationPassword":
      return `needs ${wanted(rules)}; empty: a known customer keeps theirs`;
    case "transferLimitYen":
      return "needs 1 to 12 digits: whole yen, without commas";
    case "status":
      return "needs 利用可, 停止 or 解約 (active, suspended or closed); empty: it stays";
  }
}

function signsOf(signs: string): string {
  return ["A-Z a-z 0-9", ...Array.from(signs)].join(" ");
}

/** Why nothing was imported: a sentence, or a line for each wrong line of the file, up to the limit of the report. */
export function importWorded(refusal: ImportRefusal, rules: RecordRules): string {
  if (refusal === "no-customers") return "The file has no customers.";
  if ("header" in refusal) return headerWorded(refusal.header);
  const { faulty, first } = refusal;
  const lines = first.map(
    ({ line, fault }) => `line ${String(line)}: ${faultWorded(fault, rules)}`,
  );
  const unreported = faulty - first.length;
  if (unreported > 0) lines.push(`and ${String(unreported)} more`);
  return [...lines, `Nothing was imported: ${String(faulty)} bad line(s).`].join("\n");
}

function headerWorded(header: Extract<ImportRefusal, { header: unknown }>["header"]): string {
  if (typeof header === "string") return `The header can't be read: ${plainFaults[header]}.`;
  if (header.code === "separator") {
    return "The header is separated by tabs or semicolons: save the file as CSV with commas.";
  }
  if (header.code === "column-missing") return `The header has no column ${header.name}.`;
  const place = String(header.place);
  return header.code === "column-twice"
    ? `Column ${place} of the header has the name of a column before.`
    : `Column ${place} of the header has a name that isn't known; --help tells the columns.`;
}

const foreignTexts: Readonly<Record<ForeignText, string>> = {
  "utf-16": "is in UTF-16",
  "iso-2022-jp": "is in ISO-2022-JP (JIS)",
  "euc-jp": "is in EUC-JP",
  workbook: "is a workbook or compressed, no CSV",
};

/** Why a file isn't even parsed. */
export function foreignWorded(form: ForeignText): string {
  return `The file ${foreignTexts[form]}: save it as CSV in UTF-8 or Shift_JIS.`;
}
