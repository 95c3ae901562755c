/** The row of that key; throws when there is none. */
export function known<Row>(table: ReadonlyMap<string, Row>, key: string): Row {
  const row = table.get(key);
  if (row === undefined) throw new Error("No such row");
  return row;
}

/** Throws when there is a row of that key. */
export function refuseKnown(table: ReadonlyMap<string, unknown>, key: string): void {
  if (table.has(key)) throw new Error("The row exists already");
}
