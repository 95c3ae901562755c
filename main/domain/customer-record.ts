import { ok, refused } from "../../preload/contract/result.ts";
import type { Result } from "../../preload/contract/result.ts";
import { katakana } from "./customer-search.ts";

/** A customer as a file of customers has them. */
export interface CustomerRecord {
  readonly id: string;
  readonly loginId: string;
  readonly name: string;
  readonly kana: string;
  readonly loginPassword: WrittenPassword;
  readonly confirmationPassword: WrittenPassword;
  readonly transferLimitYen: number;
}

/** As a PHC string of Argon2id, or plain; null: the field is empty, and the customer keeps the one they have. */
export type WrittenPassword = { readonly hash: string } | { readonly plain: string } | null;

/** The columns, in the order in which they are told, with the names that a header may give them. */
const recordColumns = {
  id: ["顧客番号", "id"],
  loginId: ["ログインID", "login_id"],
  name: ["氏名", "name"],
  kana: ["カナ", "kana"],
  loginPassword: ["ログインパスワード", "login_password"],
  confirmationPassword: ["確認用パスワード", "confirmation_password"],
  transferLimitYen: ["振込・振替限度額", "transfer_limit_yen"],
} as const satisfies Readonly<Record<keyof CustomerRecord, readonly [string, string]>>;

type Column = keyof typeof recordColumns;

/** Where each column stands, from 0. */
export type Header = ReadonlyMap<Column, number>;

/** `place`: from 1. What stands there isn't told: a file without a header has a password there. */
export type HeaderFault =
  | { readonly code: "column-unknown" | "column-twice"; readonly place: number }
  | { readonly code: "column-missing"; readonly name: string };

/** Why a line can't be taken. Never with a part of the line. */
export type RecordFault =
  | "field-count"
  | "undecodable"
  | "id-form"
  | "login-id-form"
  | "name-form"
  | "name-formula"
  | "kana-form"
  | "login-password-form"
  | "confirmation-password-form"
  | "limit-form";

/** Every column once, in any order; only `kana` may be missing. */
export function readHeader(names: readonly string[]): Result<Header, HeaderFault> {
  const header = new Map<Column, number>();
  for (const [at, name] of names.entries()) {
    const column = columnNamed(name);
    if (column === null) return refused({ code: "column-unknown", place: at + 1 });
    if (header.has(column)) return refused({ code: "column-twice", place: at + 1 });
    header.set(column, at);
  }
  const missing = columns.find((column) => column !== "kana" && !header.has(column));
  if (missing === undefined) return ok(header);
  return refused({ code: "column-missing", name: recordColumns[missing].join(" / ") });
}

/** One line's fields as a customer, or the first rule that they break. */
export function readRecord(
  header: Header,
  fields: readonly string[],
): Result<CustomerRecord, RecordFault> {
  if (fields.length !== header.size) return refused("field-count");
  // What a decoder puts where the bytes are none of its encoding.
  if (fields.some((field) => field.includes("\ufffd"))) return refused("undecodable");
  const field = (column: Column) => fields[header.get(column) ?? -1] ?? "";
  const id = field("id").trim();
  const loginId = field("loginId").trim();
  const name = field("name").trim();
  const kana = katakana(field("kana"));
  const yen = field("transferLimitYen").trim();
  const loginPassword = readPassword(field("loginPassword"));
  const confirmationPassword = readPassword(field("confirmationPassword"));
  if (!/^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$/.test(id)) return refused("id-form");
  if (!/^[A-Za-z0-9][\x21-\x7e]{0,63}$/.test(loginId)) return refused("login-id-form");
  // What a spreadsheet would run when it opens an export (OWASP, CSV Injection); no name begins like that.
  if (/^[=+\-@＝＋－＠]/u.test(name)) return refused("name-formula");
  if (!/^[^\p{C}\p{Zl}\p{Zp}]{1,80}$/u.test(name)) return refused("name-form");
  if (!/^(?:[\u30a1-\u30faーA-Za-z0-9(][\u30a1-\u30fa・ーA-Za-z0-9 .,()&'-]{0,79})?$/.test(kana)) {
    return refused("kana-form");
  }
  if (loginPassword === "malformed") return refused("login-password-form");
  if (confirmationPassword === "malformed") return refused("confirmation-password-form");
  if (!/^[0-9]{1,12}$/.test(yen)) return refused("limit-form");
  const transferLimitYen = Number(yen);
  return ok({ id, loginId, name, kana, loginPassword, confirmationPassword, transferLimitYen });
}

const columns = Object.keys(recordColumns) as Column[];

function columnNamed(written: string): Column | null {
  const plain = (name: string) => name.normalize("NFKC").trim().toLowerCase();
  const name = plain(written);
  return columns.find((column) => recordColumns[column].some((own) => plain(own) === name)) ?? null;
}

/** https://github.com/P-H-C/phc-string-format: memory in KiB, passes, lanes, salt, hash; RFC 9106's version 1.3. */
const phc =
  /^\$argon2id\$v=19\$m=([0-9]{1,6}),t=([0-9]{1,2}),p=([0-9]{1,2})\$[A-Za-z0-9+/]{11,86}\$[A-Za-z0-9+/]{22,86}$/;
/** OWASP's least memory, and what a kiosk can still compute while a customer waits. */
const memory = { least: 7_168, most: 262_144 } as const;

/** A plain one is what the kiosk's keyboard can type. */
function readPassword(written: string): WrittenPassword | "malformed" {
  if (written === "") return null;
  if (!/^\$[a-z0-9-]+\$/.test(written)) {
    return /^[\x21-\x7e]{1,128}$/.test(written) ? { plain: written } : "malformed";
  }
  const [, kibibytes, passes, lanes] = phc.exec(written)?.map(Number) ?? [];
  if (kibibytes === undefined || passes === undefined || lanes === undefined) return "malformed";
  const affordable = kibibytes >= memory.least && kibibytes <= memory.most;
  return affordable && passes >= 1 && passes <= 10 && lanes >= 1 && lanes <= 16
    ? { hash: written }
    : "malformed";
}
