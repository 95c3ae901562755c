import type { Pause, Timer } from "../core/ports/clock.ts";

/**
 * Timers count whole milliseconds of a separate clock, so they end early or late by a fraction that depends on the
 * duration of the work.
 */
const timerSlackMs = 3;

/** The last milliseconds are spent polling, as a timer alone can't be exact. */
export const systemTimer: Timer = {
  now: () => performance.now(),
  until: async (end) => {
    const left = end - performance.now() - timerSlackMs;
    if (left > 0) await new Promise((resolve) => setTimeout(resolve, left));
    while (performance.now() < end) await new Promise((resolve) => setImmediate(resolve));
  },
};

/**
 * The same without polling, for a process that serves many at once: an answer leaves a millisecond after its time, which
 * the network's own delays hide.
 */
export const coarseTimer: Timer = {
  now: () => performance.now(),
  until: async (end) => {
    for (let left = end - performance.now(); left > 0; left = end - performance.now()) {
      await new Promise((resolve) => setTimeout(resolve, Math.ceil(left)));
    }
  },
};

/** See the port. */
export const systemPause: Pause = (milliseconds) =>
  new Promise((resolve) => {
    setTimeout(resolve, milliseconds).unref();
  });
