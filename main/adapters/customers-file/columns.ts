import { ok, refused } from "../../../preload/contract/result.ts";
import type { Result } from "../../../preload/contract/result.ts";
import type { Column, HeaderFault } from "../../core/ports/customers-file.ts";

/** The columns of a customers' file, with the names that a header may give them. */
export const columnNames = {
  id: ["顧客番号", "id"],
  loginId: ["ログインID", "login_id"],
  name: ["氏名", "name"],
  kana: ["カナ", "kana"],
  loginPassword: ["ログインパスワード", "login_password"],
  confirmationPassword: ["確認用パスワード", "confirmation_password"],
  transferLimitYen: ["振込・振替限度額", "transfer_limit_yen"],
  status: ["状態", "status"],
} as const satisfies Readonly<Record<Column, readonly [string, string]>>;

/**
 * Where a file has no column for a password, known customers keep their password, so that an export can be imported
 * again.
 */
export const optionalColumns: readonly Column[] = [
  "kana",
  "loginPassword",
  "confirmationPassword",
  "status",
];

/** The state of a customer's token: exports contain these columns, and an import skips them. */
export const tokenColumns = [
  ...["登録状況", "ユーザID", "発行日時", "利用開始日時", "利用解除日時"],
] as const;

/** The position of each column, from 0, and the number of columns. */
export interface Header {
  readonly places: ReadonlyMap<Column, number>;
  readonly width: number;
}

/** Each known column may occur once, in any order; empty columns behind the last one are what spreadsheets leave. */
export function readHeader(names: readonly string[]): Result<Header, HeaderFault> {
  const width = names.findLastIndex((name) => plain(name) !== "") + 1;
  if (width === 1 && /[;\t]/.test(names[0] ?? "")) return refused({ code: "separator" });
  const places = new Map<Column, number>();
  for (const [at, name] of names.slice(0, width).entries()) {
    if (tokenColumns.some((known) => known === name.trim())) continue;
    const column = columnNamed(name);
    if (column === null) return refused({ code: "column-unknown", place: at + 1 });
    if (places.has(column)) return refused({ code: "column-twice", place: at + 1 });
    places.set(column, at);
  }
  const missing = columns.find(
    (column) => !optionalColumns.includes(column) && !places.has(column),
  );
  if (missing === undefined) return ok({ places, width });
  return refused({ code: "column-missing", name: columnNames[missing].join(" / ") });
}

/** The columns of a file in the order of the file. */
export function columnsOf(header: Header): Iterable<Column> {
  return header.places.keys();
}

const columns = Object.keys(columnNames) as Column[];

/** Compatible forms are equal, such as half-width kana and full-width letters; spaces are ignored. */
const plain = (name: string) =>
  name
    .normalize("NFKC")
    .replace(/[\0\s]+/g, "")
    .toLowerCase();

function columnNamed(written: string): Column | null {
  const name = plain(written);
  return (
    columns.find((column) => columnNames[column].some((known) => plain(known) === name)) ?? null
  );
}
