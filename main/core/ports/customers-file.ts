import type { Result } from "../../../preload/contract/result.ts";
import type { CustomerRecord, RecordRules } from "../domain/customer-record.ts";
import type { ListedCustomer } from "./registry.ts";

/** What a file says of a customer, a column each. */
export type Column = keyof CustomerRecord;

/** Why a line can't be read as one. `quotes`: against RFC 4180, or a field has a line break; `too-long`: without end, as when a quote is never closed. */
export type CsvFault = "quotes" | "too-long";

/** What a file is recognised as that is no text in UTF-8 or CP932; `workbook`: .xlsx, .xls or another compressed file. */
export type ForeignText = "utf-16" | "iso-2022-jp" | "euc-jp" | "workbook";

/** `place`: from 1. What stands there isn't told: a file without a header has a password there. */
export type HeaderFault =
  | { readonly code: "column-unknown" | "column-twice"; readonly place: number }
  | { readonly code: "column-missing"; readonly name: string }
  | { readonly code: "separator" };

/** What a spreadsheet has made of an ID: another number, a date or time, or a value or mark of its own. */
export type SpreadsheetValue = "number" | "date" | "value";

/**
 * Why a password can't be taken. `hash`: another system's, by its `kind`; `phc`: Argon2id, but not in the one form that is
 * taken; else what no plain password has.
 */
export type PasswordFault =
  | { readonly code: "hash"; readonly kind: string }
  | { readonly code: "phc" | "password-characters" | "password-length" };

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

/**
 * A line of a file; `line`: from 1, as an editor counts. `header`: the first line names no columns to read by, and no line
 * comes after it.
 */
export type CustomerLine =
  | { readonly line: number; readonly record: CustomerRecord }
  | { readonly line: number; readonly fault: RecordFault | { readonly code: CsvFault } }
  | { readonly header: HeaderFault | CsvFault };

/** How an export is encoded. */
export interface FileEncoding {
  /** Stands before the first line; may be empty. */
  readonly mark: string;
  /** null: `text` has a character that the encoding lacks. */
  encode(text: string): Uint8Array | null;
}

/** The form in which customers come as a file, and leave as one. */
export interface CustomersFile {
  /** The names that a header may give a column; the first is the one that an export writes. */
  readonly columnNames: Readonly<Record<Column, readonly [japanese: string, english: string]>>;
  /** Those that a file may lack. */
  readonly optionalColumns: readonly Column[];
  /** How a customer stands with their token: exports have it, and an import passes it over. */
  readonly tokenColumns: readonly string[];
  readonly encodings: Readonly<Record<"utf8" | "cp932", FileEncoding>>;
  /** Reads a file, no more than a part of it at a time; refused: it isn't even looked into. */
  read(
    bytes: AsyncIterable<Uint8Array>,
    rules: RecordRules,
  ): Promise<Result<AsyncIterable<CustomerLine>, ForeignText>>;
  /** The first line of an export; this and each other with its end. */
  header(): string;
  line(customer: ListedCustomer): string;
}
