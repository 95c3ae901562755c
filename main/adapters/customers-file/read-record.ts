import { ok, refused } from "../../../preload/contract/result.ts";
import type { Result } from "../../../preload/contract/result.ts";
import { isRightId, unifiedName } from "../../core/domain/customer-record.ts";
import type { CustomerRecord, RecordRules } from "../../core/domain/customer-record.ts";
import { unifiedKana } from "../../core/domain/kana.ts";
import type { WrittenPassword } from "../../core/domain/written-password.ts";
import type { Column, CustomerLine, RecordFault } from "../../core/ports/customers-file.ts";
import { columnsOf, readHeader } from "./columns.ts";
import type { Header } from "./columns.ts";
import type { CsvLine } from "../csv-lines.ts";
import { readPassword } from "./read-password.ts";
import { spreadsheetValue } from "./spreadsheet-value.ts";
import { readStatus } from "./status-words.ts";

/** Reads the lines of a CSV file as customers; the first line is the header. */
export async function* customerLines(
  lines: AsyncIterable<CsvLine>,
  rules: RecordRules,
): AsyncGenerator<CustomerLine> {
  let header: Header | null = null;
  for await (const read of lines) {
    if (header === null) {
      const named = "fault" in read ? refused(read.fault) : readHeader(read.fields);
      if (!named.ok) {
        yield { header: named.refusal };
        return;
      }
      header = named.value;
      continue;
    }
    const { line } = read;
    if ("fault" in read) {
      yield { line, fault: { code: read.fault } };
      continue;
    }
    const record = readRecord(header, read.fields, rules);
    yield record.ok ? { line, record: record.value } : { line, fault: record.refusal };
  }
}

/** Reads the fields of one line as a customer, or refuses the line for the first rule that it breaks. */
export function readRecord(
  header: Header,
  fields: readonly string[],
  rules: RecordRules,
): Result<CustomerRecord, RecordFault> {
  // A line that was cut off has fewer fields; spreadsheets add more, which must be empty.
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
  for (const column of ["id", "loginId"] as const) {
    const value = spreadsheetValue(ids[column]);
    if (value !== null) return refused({ code: "spreadsheet", column, value });
    if (!isRightId(column, ids[column], rules)) return refused({ code: "form", column });
  }
  const name = unifiedName(field("name"));
  if (!name.ok) return refused({ code: name.refusal, column: "name" });
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
  const read = { ...ids, name: name.value, kana, ...passwords };
  return ok({ ...read, transferLimitYen: Number(yen), status });
}

function brokenText(text: string): "undecodable" | "gaiji" | null {
  // The character that a decoder puts where bytes are invalid in its encoding.
  if (text.includes("\ufffd")) return "undecodable";
  // Private characters (U+E000–F8FF and planes 15 and 16), and 〓, by which converters replace them.
  return /[\ue000-\uf8ff\udb80-\udbff〓]/.test(text) ? "gaiji" : null;
}
