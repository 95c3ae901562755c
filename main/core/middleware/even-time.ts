/** By what even times are kept. */
export interface Timer {
  /** Milliseconds, of a clock that nobody sets. */
  now(): number;
  /** Resolves at `end` of that clock or right after, never before. */
  until(end: number): Promise<void>;
}

/** Timers count whole milliseconds of a clock of their own, so they end early or late by a part of one that the work's time decides. */
const timerSlackMs = 3;

/** The last milliseconds are waited out turn by turn, as a timer alone can't be exact. */
export const systemTimer: Timer = {
  now: () => performance.now(),
  until: async (end) => {
    const left = end - performance.now() - timerSlackMs;
    if (left > 0) await new Promise((resolve) => setTimeout(resolve, left));
    while (performance.now() < end) await new Promise((resolve) => setImmediate(resolve));
  },
};

/**
 * Does `work`, and ends at a whole multiple of `periodMs` since its begin: what takes a little longer for a right
 * password or code than for a wrong one ends with it, and its time tells nothing. 0: as soon as it is done.
 *
 * Worked example, 50 ms: work of 12 ms and work of 49 ms end after 50 ms, work of 51 ms after 100 ms.
 */
export async function inEvenTime<T>(
  periodMs: number,
  timer: Timer,
  work: () => Promise<T>,
): Promise<T> {
  const begun = timer.now();
  try {
    return await work();
  } finally {
    if (periodMs > 0) {
      const taken = timer.now() - begun;
      await timer.until(begun + Math.ceil(taken / periodMs) * periodMs);
    }
  }
}
