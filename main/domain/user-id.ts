const digits = 12;

/**
 * The next ユーザID: one above the greatest ever given, and never below the first one configured.
 * None is given twice, whatever became of its token. `999800000001` → `999800000002`.
 */
export function nextUserId(greatest: string | null, first: string): string {
  const next = greatest === null ? Number(first) : Math.max(Number(greatest) + 1, Number(first));
  const written = String(next).padStart(digits, "0");
  if (!/^[0-9]{12}$/.test(written)) throw new Error("There is no user ID left to give");
  return written;
}
