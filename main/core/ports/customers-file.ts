import type { Result } from "../../../preload/contract/result.ts";
import type { CustomerRecord, RecordRules } from "../domain/customer-record.ts";
import type { ListedCustomer } from "./registry.ts";

/** The columns for a customer's fields. */
export type Column = keyof CustomerRecord;

/**
 * Why a line can't be parsed. `quotes`: it is against RFC 4180, or a field has a line break; `too-long`: it exceeds the
 * limit, as when a quote is never closed.
 */
export type CsvFault = "quotes" | "too-long";

/** The form of a file that is no text in UTF-8 or CP932; `workbook`: .xlsx, .xls or another compressed file. */
export type ForeignText = "utf-16" | "iso-2022-jp" | "euc-jp" | "workbook";

/** `place`: from 1. The text there isn't reported, as it is a password in a file without a header. */
export type HeaderFault =
  | { readonly code: "column-unknown" | "column-twice"; readonly place: number }
  | { readonly code: "column-missing"; readonly name: string }
  | { readonly code: "separator" };

/**
 * The form into which a spreadsheet has turned an ID: another number, a date or time, or a value or mark of its own.
 */
export type SpreadsheetValue = "number" | "date" | "value";

/**
 * Why a password can't be imported. `hash`: it is another system's, named by `kind`; `phc`: it is Argon2id, but not in
 * the accepted form; the others: no plain password has this form.
 */
export type PasswordFault =
  | { readonly code: "hash"; readonly kind: string }
  | { readonly code: "phc" | "password-characters" | "password-length" };

/** Why a line can't be imported, and in which column; never with a part of the line. */
export type RecordFault =
  | { readonly code: "field-count" }
  | { readonly code: "undecodable" | "gaiji" | "form" | "formula"; readonly column: Column }
  | {
      readonly code: "spreadsheet";
      readonly column: "id" | "loginId";
      readonly value: SpreadsheetValue;
    }
  | (PasswordFault & { readonly column: "loginPassword" | "confirmationPassword" });

/**
 * A line of a file; `line`: from 1, as an editor counts. `header`: the first line names no columns to read by, and no
 * further line follows.
 */
export type CustomerLine =
  | { readonly line: number; readonly record: CustomerRecord }
  | { readonly line: number; readonly fault: RecordFault | { readonly code: CsvFault } }
  | { readonly header: HeaderFault | CsvFault };

/** The encoding of an export. */
export interface FileEncoding {
  /** The byte order mark before the first line; may be empty. */
  readonly mark: string;
  /** null: `text` has a character that the encoding lacks. */
  encode(text: string): Uint8Array | null;
}

/** The format of customers' files for imports and exports. */
export interface CustomersFile {
  /** The names that a header may give a column; exports write the first one. */
  readonly columnNames: Readonly<Record<Column, readonly [japanese: string, english: string]>>;
  /** Columns that a file may lack. */
  readonly optionalColumns: readonly Column[];
  /** The state of a customer's token: exports contain these columns, and an import skips them. */
  readonly tokenColumns: readonly string[];
  readonly encodings: Readonly<Record<"utf8" | "cp932", FileEncoding>>;
  /** Reads a file, of which only a part is in memory at a time; refused: the file isn't even parsed. */
  read(
    bytes: AsyncIterable<Uint8Array>,
    rules: RecordRules,
  ): Promise<Result<AsyncIterable<CustomerLine>, ForeignText>>;
  /** The first line of an export; like each other line, it includes its line end. */
  header(): string;
  line(customer: ListedCustomer): string;
}
