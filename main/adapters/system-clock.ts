import { uptime } from "node:os";
import type { Clock, MonotonicClock } from "../core/ports/clock.ts";

/** The system's time, shifted by `offsetSeconds` (0 but for trials). */
export function systemClock(offsetSeconds: number): Clock {
  return () => Date.now() + offsetSeconds * 1_000;
}

/**
 * Since the machine was started, suspended or not (/proc/uptime, CLOCK_BOOTTIME), by hundredths of a second: setting the
 * time doesn't move it. `performance.now()` stands still while the machine is suspended.
 */
export const systemMonotonicClock: MonotonicClock = () => uptime() * 1_000;
