/** The kiosk's time, epoch milliseconds. An operation reads it once. */
export type Clock = () => number;

/**
 * Milliseconds since some moment, going on evenly whatever is done to the clock: for how long something has lasted.
 * They go on while the machine is suspended.
 */
export type Ticks = () => number;
