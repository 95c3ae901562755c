import { uptime } from "node:os";
import type { Clock, MonotonicClock } from "../core/ports/clock.ts";

/** The system's time, shifted by `offsetSeconds` (0 except in trials). */
export function systemClock(offsetSeconds: number): Clock {
  return () => Date.now() + offsetSeconds * 1_000;
}

/**
 * The time since the machine was started, suspended or not (/proc/uptime, CLOCK_BOOTTIME), in steps of a hundredth of a
 * second: setting the time doesn't change it. `performance.now()` stands still while the machine is suspended.
 */
export const systemMonotonicClock: MonotonicClock = () => uptime() * 1_000;
