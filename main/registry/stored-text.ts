/**
 * Whether a database can hold the text: PostgreSQL refuses U+0000, and a lone half of a surrogate pair is no UTF-8. What
 * can't be stored isn't there.
 */
export function canBeStored(text: string): boolean {
  return !text.includes("\0") && text.isWellFormed();
}
