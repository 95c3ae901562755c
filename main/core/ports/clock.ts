/** The kiosk's time, epoch milliseconds. An operation reads it once. */
export type Clock = () => number;

/**
 * Milliseconds since some moment, going on evenly whatever is done to the clock: for how long something has lasted.
 * They go on while the machine is suspended.
 */
export type MonotonicClock = () => number;

/** By what even times are kept. */
export interface Timer {
  /** Milliseconds, of a clock that nobody sets. */
  now(): number;
  /** Resolves at `end` of that clock or right after, never before. */
  until(end: number): Promise<void>;
}

/** Resolves after so many milliseconds, and keeps no process alive that has nothing else to do. */
export type Pause = (milliseconds: number) => Promise<void>;
