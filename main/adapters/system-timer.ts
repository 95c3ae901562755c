import type { Pause, Timer } from "../core/ports/clock.ts";

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

/** See the port. */
export const systemPause: Pause = (milliseconds) =>
  new Promise((resolve) => {
    setTimeout(resolve, milliseconds).unref();
  });
