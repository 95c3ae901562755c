import { ok, refused } from "../../../preload/contract/result.ts";
import type { Result } from "../../../preload/contract/result.ts";
import type { CustomerStatus } from "./customer.ts";
import type { PasswordLength, WrittenPassword } from "./written-password.ts";

/** A customer in a file of customers. */
export interface CustomerRecord {
  readonly id: string;
  readonly loginId: string;
  readonly name: string;
  readonly kana: string;
  readonly loginPassword: WrittenPassword;
  readonly confirmationPassword: WrittenPassword;
  readonly transferLimitYen: number;
  /** null: the file states none, and the status stays unchanged. */
  readonly status: CustomerStatus | null;
}

/** A bank's rules for its files of customers. */
export interface RecordRules {
  /** The characters besides letters and digits that a 顧客番号 and a ログインID may have, such as `._-`. */
  readonly idSigns: string;
  readonly loginIdSigns: string;
  readonly passwordLength: PasswordLength;
}

/** Whether `id` may be a 顧客番号 (`id`) or a ログインID (`loginId`). */
export function isRightId(which: "id" | "loginId", id: string, rules: RecordRules): boolean {
  const [signs, most] = which === "id" ? [rules.idSigns, 40] : [rules.loginIdSigns, 64];
  if (id.length <= most && /^[A-Za-z0-9]+$/.test(id)) return true;
  return (
    /^[A-Za-z0-9]/.test(id) &&
    id.length <= most &&
    Array.from(id).every((sign) => /[A-Za-z0-9]/.test(sign) || signs.includes(sign))
  );
}

/**
 * A name in its stored form. `formula`: a spreadsheet would run it; `form`: it is empty, too long or has control
 * characters.
 */
export function unifiedName(written: string): Result<string, "formula" | "form"> {
  const name = composed(written).trim();
  // The beginnings that a spreadsheet would run as a formula when it opens an export (OWASP, CSV Injection); no name
  // begins with them.
  if (/^[=+\-@＝＋－＠]/u.test(name)) return refused("formula");
  return /^[^\p{C}\p{Zl}\p{Zp}]{1,80}$/u.test(name) ? ok(name) : refused("form");
}

/**
 * Combining marks, which macOS writes separately, are composed with their letter or kana. Kanji are left unchanged, as
 * NFC would replace some that the family registers have (U+FA1B 福).
 */
function composed(name: string): string {
  if (!/[\u0300-\u036f\u3099\u309a]/.test(name)) return name;
  return name.replace(/[\p{sc=Latin}\u3041-\u30ff][\u0300-\u036f\u3099\u309a]+/gu, (letter) =>
    letter.normalize("NFC"),
  );
}
