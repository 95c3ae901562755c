import type { Timer } from "../../main/core/ports/clock.ts";

/** A timer that moves by what it is told, and never by itself. */
export interface CountedTimer extends Timer {
  advance(milliseconds: number): void;
}

/** Begins at an odd moment, as real ones do. */
export function countedTimer(): CountedTimer {
  let now = 1_234_567;
  return {
    now: () => now,
    until: async (end) => {
      now = end;
    },
    advance: (milliseconds) => {
      now += milliseconds;
    },
  };
}
