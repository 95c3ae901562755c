import type { Clock } from "../ports/clock.ts";

/** The system's time, shifted by `offsetSeconds` (0 but for trials). */
export function systemClock(offsetSeconds: number): Clock {
  return () => Date.now() + offsetSeconds * 1_000;
}
