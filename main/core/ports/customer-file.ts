/** A line of a CSV file, or why it can't be read as one. `line`: from 1, as an editor counts. */
export type CsvLine =
  | { readonly line: number; readonly fields: readonly string[] }
  | { readonly line: number; readonly fault: CsvFault };

/** `quotes`: against RFC 4180, or a field has a line break; `too-long`: without end, as when a quote is never closed. */
export type CsvFault = "quotes" | "too-long";

/** What a file is recognised as that is no text in UTF-8 or CP932; `workbook`: .xlsx, .xls or another compressed file. */
export type ForeignText = "utf-16" | "iso-2022-jp" | "euc-jp" | "workbook";
