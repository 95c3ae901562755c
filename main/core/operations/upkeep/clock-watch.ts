import { clockLeewayMs } from "../../domain/totp.ts";
import type { Clock, MonotonicClock } from "../../ports/clock.ts";

/** Watches whether the kiosk's clock runs at the pace of time; there is one for the lifetime of the kiosk. */
export interface ClockWatch {
  /**
   * False from a jump on: the clock was set to another time by more than a minute since it was last found right. True
   * again when it shows the time that it would show without the jump. `newestAt`: the newest time in the journal. It
   * decides on the first check alone: a clock that stood still or was set back while the kiosk was off is not right
   * until it has passed that time.
   */
  isRight(newestAt: number): boolean;
  /** Whether the clock has reached `newestAt`, with a leeway of a minute. */
  isAfter(newestAt: number): boolean;
  /** Accepts the clock as right: a time server or a person has confirmed it. */
  trust(): void;
}

/**
 * Compares the clock with the monotonic clock, and with the last check, not the first: the small steps of a time
 * service may add up to more than a minute over weeks. (Its slewing is invisible here: on Linux both clocks follow it.)
 * The monotonic clock goes on while the machine is suspended, so that waking with a right clock is no jump.
 */
export function makeClockWatch(clock: Clock, monotonicClock: MonotonicClock): ClockWatch {
  /** By how much the clock was ahead of the monotonic clock when it was last right. */
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
