/**
 * One line of CSV (RFC 4180), its line end included; null is an empty cell. What a spreadsheet would take for a
 * formula (https://owasp.org/www-community/attacks/CSV_Injection) gets an apostrophe before it.
 */
export function csvLine(cells: readonly (string | number | null)[]): string {
  return `${cells.map(cell).join(",")}\r\n`;
}

/** Stands before the first line, so that spreadsheets read UTF-8. */
export const byteOrderMark = "\ufeff";

function cell(value: string | number | null): string {
  if (typeof value !== "string") return value === null ? "" : String(value);
  const harmless = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
