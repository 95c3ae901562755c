/**
 * Writes one line of CSV (RFC 4180) with its line end; null is an empty cell. A cell that a spreadsheet would take for
 * a formula (https://owasp.org/www-community/attacks/CSV_Injection) gets an apostrophe in front.
 */
export function csvLine(cells: readonly (string | number | null)[]): string {
  return `${cells.map(cell).join(",")}\r\n`;
}

/** It stands before the first line, so that spreadsheets read the file as UTF-8. */
export const byteOrderMark = "\ufeff";

function cell(value: string | number | null): string {
  if (typeof value !== "string") return value === null ? "" : String(value);
  const harmless = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
