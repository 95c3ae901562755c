import type { ImportRefusal, LineFault } from "../operations/customers/import-customers.ts";

const passwordForms =
  "1 to 128 half-width characters, or a PHC string of Argon2id that this kiosk can compute";

const lineFaults: Readonly<Record<LineFault, string>> = {
  quotes: "its quotes are not as RFC 4180 has them",
  "too-long": "it is too long, or a quote is never closed",
  "field-count":
    "it has more or fewer fields than the header (a PHC string has commas and so needs quotes)",
  undecodable: "it has bytes that are neither UTF-8 nor Shift_JIS",
  "id-form": "顧客番号 needs 1 to 40 of A-Z a-z 0-9 . _ - and begins with a letter or digit",
  "login-id-form":
    "ログインID needs 1 to 64 half-width characters and begins with a letter or digit",
  "name-form": "氏名 needs 1 to 80 characters, without control characters",
  "name-formula": "氏名 begins with one of = + - @, which a spreadsheet takes for a formula",
  "kana-form": "カナ has more than katakana, letters, digits and ordinary signs, or is too long",
  "login-password-form": `ログインパスワード needs ${passwordForms}`,
  "confirmation-password-form": `確認用パスワード needs ${passwordForms}`,
  "limit-form": "振込・振替限度額 needs 1 to 12 digits",
  "id-twice": "a line before has the same 顧客番号",
  "login-id-taken": "another customer has the same ログインID",
  "password-missing": "a new customer needs both passwords",
};

/** Why nothing was imported: a sentence, or a line for each bad line of the file, as far as they are told. */
export function importWorded(refusal: ImportRefusal): string {
  if (refusal === "no-customers") return "The file has no customers.";
  if ("header" in refusal) return headerWorded(refusal.header);
  const { faulty, first } = refusal;
  const lines = first.map(({ line, fault }) => `line ${String(line)}: ${lineFaults[fault]}`);
  const untold = faulty - first.length;
  if (untold > 0) lines.push(`and ${String(untold)} more`);
  return [...lines, `Nothing was imported: ${String(faulty)} bad line(s).`].join("\n");
}

function headerWorded(header: Extract<ImportRefusal, { header: unknown }>["header"]): string {
  if (typeof header === "string") return `The header can't be read: ${lineFaults[header]}.`;
  if (header.code === "column-missing") return `The header has no column ${header.name}.`;
  const place = String(header.place);
  return header.code === "column-twice"
    ? `Column ${place} of the header has the name of a column before.`
    : `Column ${place} of the header has a name that isn't known.`;
}
