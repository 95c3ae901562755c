import { ok, refused } from "../../../preload/contract/result.ts";
import type { Result } from "../../../preload/contract/result.ts";
import { columnsOf } from "./customer-columns.ts";
import type { Column, Header } from "./customer-columns.ts";
import { readStatus } from "./customer-status.ts";
import type { CustomerStatus } from "./customer-status.ts";
import { unifiedKana } from "./kana.ts";
import { spreadsheetValue } from "./spreadsheet-value.ts";
import type { SpreadsheetValue } from "./spreadsheet-value.ts";
import { readPassword } from "./written-password.ts";
import type { PasswordFault, PasswordLength, WrittenPassword } from "./written-password.ts";

/** A customer as a file of customers has them. */
export interface CustomerRecord {
  readonly id: string;
  readonly loginId: string;
  readonly name: string;
  readonly kana: string;
  readonly loginPassword: WrittenPassword;
  readonly confirmationPassword: WrittenPassword;
  readonly transferLimitYen: number;
  /** null: the file doesn't say; it stays as it is. */
  readonly status: CustomerStatus | null;
}

/** What a bank decides about its customers' files. */
export interface RecordRules {
  /** Which signs beside letters and digits a 顧客番号 and a ログインID may have: `._-`. */
  readonly idSigns: string;
  readonly loginIdSigns: string;
  readonly passwordLength: PasswordLength;
}

/** Why a line can't be taken, and in which column; never with a part of the line. */
export type RecordFault =
  | { readonly code: "field-count" }
  | { readonly code: "undecodable" | "gaiji" | "form" | "formula"; readonly column: Column }
  | {
      readonly code: "spreadsheet";
      readonly column: "id" | "loginId";
      readonly value: SpreadsheetValue;
    }
  | (PasswordFault & { readonly column: "loginPassword" | "confirmationPassword" });

/** One line's fields as a customer, or the first rule that they break. */
export function readRecord(
  header: Header,
  fields: readonly string[],
  rules: RecordRules,
): Result<CustomerRecord, RecordFault> {
  // Fewer is what a line that was cut off has; more, as long as they are empty, what spreadsheets add.
  const more = fields.slice(header.width);
  if (fields.length < header.width || more.some((field) => field.trim() !== "")) {
    return refused({ code: "field-count" });
  }
  const field = (column: Column) => {
    const text = fields[header.places.get(column) ?? -1] ?? "";
    return text.includes("\0") ? text.replace(/^\0+|\0+$/g, "") : text;
  };
  for (const column of columnsOf(header)) {
    const code = brokenText(field(column));
    if (code !== null) return refused({ code, column });
  }

  const ids = { id: field("id").trim(), loginId: field("loginId").trim() } as const;
  for (const [column, signs, most] of [
    ["id", rules.idSigns, 40],
    ["loginId", rules.loginIdSigns, 64],
  ] as const) {
    const value = spreadsheetValue(ids[column]);
    if (value !== null) return refused({ code: "spreadsheet", column, value });
    if (!isId(ids[column], signs, most)) return refused({ code: "form", column });
  }
  const name = composed(field("name")).trim();
  // What a spreadsheet would run when it opens an export (OWASP, CSV Injection); no name begins like that.
  if (/^[=+\-@＝＋－＠]/u.test(name)) return refused({ code: "formula", column: "name" });
  if (!/^[^\p{C}\p{Zl}\p{Zp}]{1,80}$/u.test(name)) return refused({ code: "form", column: "name" });
  const kana = unifiedKana(field("kana"));
  if (kana === null) return refused({ code: "form", column: "kana" });

  const passwords = {} as Record<"loginPassword" | "confirmationPassword", WrittenPassword>;
  for (const column of ["loginPassword", "confirmationPassword"] as const) {
    const password = readPassword(field(column), rules.passwordLength);
    if (!password.ok) return refused({ ...password.refusal, column });
    passwords[column] = password.value;
  }
  const yen = field("transferLimitYen").trim();
  if (!/^[0-9]{1,12}$/.test(yen)) return refused({ code: "form", column: "transferLimitYen" });
  const stated = field("status").trim();
  const status = stated === "" ? null : readStatus(stated);
  if (stated !== "" && status === null) return refused({ code: "form", column: "status" });
  return ok({ ...ids, name, kana, ...passwords, transferLimitYen: Number(yen), status });
}

function brokenText(text: string): "undecodable" | "gaiji" | null {
  // What a decoder puts where the bytes are none of its encoding.
  if (text.includes("\ufffd")) return "undecodable";
  // Private characters (U+E000–F8FF and planes 15 and 16), and 〓, which converters put in their place.
  return /[\ue000-\uf8ff\udb80-\udbff〓]/.test(text) ? "gaiji" : null;
}

function isId(id: string, signs: string, most: number): boolean {
  if (id.length <= most && /^[A-Za-z0-9]+$/.test(id)) return true;
  return (
    /^[A-Za-z0-9]/.test(id) &&
    id.length <= most &&
    Array.from(id).every((sign) => /[A-Za-z0-9]/.test(sign) || signs.includes(sign))
  );
}

/**
 * Marks that macOS writes behind their letter or kana made one with it. Kanji stay as they are, as NFC would make others
 * of some that the family registers have (U+FA1B 福).
 */
function composed(name: string): string {
  if (!/[\u0300-\u036f\u3099\u309a]/.test(name)) return name;
  return name.replace(/[\p{sc=Latin}\u3041-\u30ff][\u0300-\u036f\u3099\u309a]+/gu, (letter) =>
    letter.normalize("NFC"),
  );
}
