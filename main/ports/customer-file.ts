/** A line of a CSV file, or why it can't be read as one. */
export type CsvLine =
  | { readonly line: number; readonly fields: readonly string[] }
  | { readonly line: number; readonly fault: CsvFault };

/** `quotes`: against RFC 4180; `too-long`: without end, as when a quote is never closed. */
export type CsvFault = "quotes" | "too-long";
