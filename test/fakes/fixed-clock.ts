import type { Clock } from "../../main/ports/clock.ts";

/** A clock that stands still until it is set; times in epoch milliseconds. */
export interface FixedClock extends Clock {
  set(now: number): void;
  advance(milliseconds: number): void;
}

/** Starts at `now`; a text is read as ISO 8601, as in `2026-03-02T23:59:59+09:00`. */
export function fixedClock(now: number | string): FixedClock {
  let time = typeof now === "string" ? Date.parse(now) : now;
  return Object.assign(() => time, {
    set(next: number) {
      time = next;
    },
    advance(milliseconds: number) {
      time += milliseconds;
    },
  });
}
