import { ok } from "../../../preload/contract/result.ts";
import type { TokenState } from "../../core/domain/token.ts";
import { writtenTime } from "../../core/domain/tokyo-day.ts";
import type { CustomersFile } from "../../core/ports/customers-file.ts";
import { byteOrderMark, csvLine } from "../csv-line.ts";
import { columnNames, optionalColumns, tokenColumns } from "./columns.ts";
import { csvLines } from "../csv-lines.ts";
import { encodedText, japaneseText } from "../japanese-text.ts";
import { customerLines } from "./read-record.ts";
import { writtenStatus } from "./status-words.ts";

/** The columns of an import except the passwords, and the state of each customer's token. */
const exported = ["id", "loginId", "name", "kana", "transferLimitYen", "status"] as const;

const registrations: Readonly<Record<TokenState, string>> = {
  issued: "トークン発行済",
  "in-use": "利用中",
  suspended: "利用停止",
  released: "利用解除済",
  replaced: "未発行", // never a customer's current token
};

/** CSV (RFC 4180), in UTF-8 or in the Shift_JIS of Windows (CP932). Times are in Japan's time zone. */
export const customersCsv: CustomersFile = {
  ...{ columnNames, optionalColumns, tokenColumns },
  encodings: {
    // Spreadsheets take UTF-8 without a byte order mark for Shift_JIS.
    utf8: { mark: byteOrderMark, encode: (text) => encodedText(text, "utf8") },
    cp932: { mark: "", encode: (text) => encodedText(text, "cp932") },
  },
  async read(bytes, rules) {
    const text = await japaneseText(bytes);
    return text.ok ? ok(customerLines(csvLines(text.value), rules)) : text;
  },
  header: () => csvLine([...exported.map((column) => columnNames[column][0]), ...tokenColumns]),
  line({ id, loginId, name, kana, transferLimitYen, status, token }) {
    const customer = [id, loginId, name, kana, transferLimitYen, writtenStatus(status)];
    if (token === null) return csvLine([...customer, "未発行", null, null, null, null]);
    const { issuedAt, startedAt, releasedAt } = token;
    const times = [issuedAt, startedAt, releasedAt].map((at) => at && writtenTime(at));
    return csvLine([...customer, registrations[token.state], token.userId, ...times]);
  },
};
