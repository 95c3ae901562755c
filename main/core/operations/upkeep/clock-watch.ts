import { clockLeewayMs } from "../../domain/totp.ts";
import type { Clock, MonotonicClock } from "../../ports/clock.ts";

/** Watches whether the kiosk's clock goes as time does; one for as long as the kiosk runs. */
export interface ClockWatch {
  /**
   * False from a jump on: the clock was put by more than a minute since it was last found right. True again when it
   * stands where it would have without. `newestAt`: the newest time in the journal. It decides on the first
   * look alone: a clock that has stood still or gone back while the kiosk was off is not right until it has passed it.
   */
  isRight(newestAt: number): boolean;
  /** Whether the clock has reached `newestAt`, but for a minute. */
  isAfter(newestAt: number): boolean;
  /** The clock as it stands is right: a time server says so, or somebody who has looked at it. */
  trust(): void;
}

/**
 * Compares the clock with time that nobody sets, and with the last look, not the first: the small steps of a time
 * service may add up to more than a minute over weeks. (Its slewing doesn't tell: on Linux both clocks follow it.)
 * Ticks go on while the machine is suspended, so that one that wakes with a right clock has made no jump.
 */
export function makeClockWatch(clock: Clock, monotonicClock: MonotonicClock): ClockWatch {
  /** By how much the clock was ahead of the ticks when it was last right. */
  let lead: number | null = null;
  const isAfter = (newestAt: number): boolean => clock() >= newestAt - clockLeewayMs;
  return {
    isAfter,
    isRight(newestAt) {
      const found = clock() - monotonicClock();
      const right = lead === null ? isAfter(newestAt) : Math.abs(found - lead) <= clockLeewayMs;
      if (right) lead = found;
      return right;
    },
    trust() {
      lead = clock() - monotonicClock();
    },
  };
}
