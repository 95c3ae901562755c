/** No member of the staff waits longer, whatever was typed before. */
const longestWaitMs = 60_000;
/** A wrong PIN of longer ago is forgotten: two slips in a morning are no series. */
const forgottenAfterMs = 15 * 60_000;

/**
 * The wrong PINs in a row at one kiosk, of any 係員番号; times are of the monotonic clock, or of the database's at a kiosk
 * of a bank's network.
 */
export interface WrongPins {
  readonly count: number;
  readonly lastAt: number;
}

/**
 * The wait in milliseconds until the next PIN is evaluated: after n wrong ones in a row 0, 1, 2, 4 … seconds, 60 at
 * most. An attacker who tries to lock every 係員番号 by wrong PINs so needs most of an hour, and staff never wait for
 * longer than a minute: where the clock was set to before the last attempt, there is no wait.
 *
 * Worked example: 10 numbers of 5 wrong PINs each need 50 attempts; the first 8 take about a minute, and each further
 * one takes another minute.
 */
export function pinWaitMs({ count, lastAt }: WrongPins, now: number): number {
  if (count < 2 || now < lastAt || now - lastAt >= forgottenAfterMs) return 0;
  const wait = Math.min(longestWaitMs, 1_000 * 2 ** (count - 2));
  return Math.max(0, lastAt + wait - now);
}

/** Adds an attempt that failed, or that isn't known to be right yet. */
export function oneMoreWrong({ count, lastAt }: WrongPins, now: number): WrongPins {
  return { count: now - lastAt >= forgottenAfterMs ? 1 : count + 1, lastAt: now };
}

export const noWrongPins: WrongPins = { count: 0, lastAt: -Infinity };
