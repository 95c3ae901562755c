import type { Clock, Ticks } from "../ports/clock.ts";

/** The system's time, shifted by `offsetSeconds` (0 but for trials). */
export function systemClock(offsetSeconds: number): Clock {
  return () => Date.now() + offsetSeconds * 1_000;
}

/** The system's monotonic clock (CLOCK_MONOTONIC): whoever sets the time doesn't move it. */
export const systemTicks: Ticks = () => performance.now();
