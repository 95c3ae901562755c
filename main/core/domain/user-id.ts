const digits = 12;

/**
 * The ユーザID that a registry may issue, 12 digits each and both included; `lastUserId` null: up to the greatest number
 * of 12 digits.
 */
export interface UserIdRange {
  readonly firstUserId: string;
  readonly lastUserId: string | null;
}

/**
 * The next ユーザID: one above the greatest that was ever issued, and never below the first one configured. None is issued
 * twice, whatever the state of its token. `999800000001` → `999800000002`.
 */
export function nextUserId(greatest: string | null, first: string): string {
  const next = greatest === null ? Number(first) : Math.max(Number(greatest) + 1, Number(first));
  const written = String(next).padStart(digits, "0");
  if (!/^[0-9]{12}$/.test(written)) throw new Error("There is no user ID left to give");
  return written;
}

/**
 * The greatest of them; all have 12 digits, so that their order as texts is the order of their numbers. null: there is
 * none.
 */
export function greatestOf(userIds: readonly (string | null)[]): string | null {
  return (
    userIds
      .filter((id) => id !== null)
      .sort()
      .at(-1) ?? null
  );
}

/**
 * How many can still be issued after the greatest one ever issued. After `999800000007`, of `999800000001` to
 * `999800000010`: 3; past the end: 0.
 */
export function userIdsLeft(greatest: string | null, range: UserIdRange): number {
  const last = Number(range.lastUserId ?? "9".repeat(digits));
  return Math.max(0, last + 1 - Math.max(Number(range.firstUserId), Number(greatest ?? -1) + 1));
}
