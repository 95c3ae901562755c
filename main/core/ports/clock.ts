/** The kiosk's time, epoch milliseconds. An operation reads it once. */
export type Clock = () => number;

/**
 * The monotonic clock: milliseconds since some moment, which measure durations and don't change when the clock is set.
 * It goes on while the machine is suspended.
 */
export type MonotonicClock = () => number;

/** The timer for even times. */
export interface Timer {
  /** Milliseconds of a clock that can't be set. */
  now(): number;
  /** Resolves at `end` of that clock or right after, never before. */
  until(end: number): Promise<void>;
}

/** Resolves after so many milliseconds, and doesn't keep a process alive that has nothing else to do. */
export type Pause = (milliseconds: number) => Promise<void>;
