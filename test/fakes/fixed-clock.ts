import type { Clock, MonotonicClock } from "../../main/core/ports/clock.ts";

/** A clock that stands still until it is set; times in epoch milliseconds. */
export interface FixedClock extends Clock {
  /** To a later time: it has passed meanwhile. To an earlier one: the clock is put back. */
  set(now: number): void;
  /** Time passes. */
  advance(milliseconds: number): void;
  /** The clock is put forward or back, and no time passes. */
  jump(milliseconds: number): void;
  /** What has passed of time. */
  readonly monotonicClock: MonotonicClock;
}

/** Starts at `now`; a text is read as ISO 8601, as in `2026-03-02T23:59:59+09:00`. */
export function fixedClock(now: number | string): FixedClock {
  let time = typeof now === "string" ? Date.parse(now) : now;
  let passed = 0;
  return Object.assign(() => time, {
    set(next: number) {
      passed += Math.max(0, next - time);
      time = next;
    },
    advance(milliseconds: number) {
      passed += milliseconds;
      time += milliseconds;
    },
    jump(milliseconds: number) {
      time += milliseconds;
    },
    monotonicClock: () => passed,
  });
}
