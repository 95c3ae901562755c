/** Nobody of the staff waits longer, whatever was typed before them. */
const longestWaitMs = 60_000;
/** A wrong PIN of longer ago is forgotten: two slips of a morning are no run. */
const forgottenAfterMs = 15 * 60_000;

/** The wrong PINs in a row at one kiosk, whosever they were; times in ticks. */
export interface WrongPins {
  readonly count: number;
  readonly lastAt: number;
}

/**
 * How long, in milliseconds, until the next PIN is looked at: after n wrong ones in a row 0, 1, 2, 4 … seconds, 60 at
 * most. So a person who would lock every 係員番号, each by its few wrong PINs, stands there for most of an hour, and staff
 * never wait for longer than a minute.
 *
 * Worked example: 10 numbers of 5 wrong PINs each need 50 tries, the first 8 of which take about a minute and each
 * further one another minute.
 */
export function pinWaitMs({ count, lastAt }: WrongPins, now: number): number {
  if (count < 2 || now - lastAt >= forgottenAfterMs) return 0;
  const wait = Math.min(longestWaitMs, 1_000 * 2 ** (count - 2));
  return Math.max(0, lastAt + wait - now);
}

/** With one more that is wrong, or not yet known to be right. */
export function oneMoreWrong({ count, lastAt }: WrongPins, now: number): WrongPins {
  return { count: now - lastAt >= forgottenAfterMs ? 1 : count + 1, lastAt: now };
}

export const noWrongPins: WrongPins = { count: 0, lastAt: -Infinity };
