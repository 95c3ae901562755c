/** Throws unless a statement changed exactly one row. */
export function demandOne(rows: bigint): void {
  if (rows !== 1n) throw new Error("No such row");
}
