import { clockLeewayMs } from "../domain/totp.ts";
import type { Clock, Ticks } from "../ports/clock.ts";

/** Watches whether the kiosk's clock goes as time does; one for as long as the kiosk runs. */
export interface ClockWatch {
  /**
   * False from a jump on: the clock was put by more than a minute since it was last found right. True again when it
   * stands where it would have without. `newestAt`: the time of the journal's newest row. It decides on the first
   * look alone: a clock that has stood still or gone back while the kiosk was off is not right until it has passed it.
   */
  isRight(newestAt: number): boolean;
  /** The clock as it stands is right: a time server says so. */
  trust(): void;
}

/**
 * Compares the clock with time that nobody sets, and with the last look, not the first: the small steps of a time
 * service may add up to more than a minute over weeks. (Its slewing doesn't tell: on Linux both clocks follow it.)
 * While the machine is suspended ticks stand still, so that it wakes with a clock that has jumped ahead.
 */
export function makeClockWatch(clock: Clock, ticks: Ticks): ClockWatch {
  /** By how much the clock was ahead of the ticks when it was last right. */
  let lead: number | null = null;
  return {
    isRight(newestAt) {
      const now = clock();
      const found = now - ticks();
      const right =
        lead === null ? now >= newestAt - clockLeewayMs : Math.abs(found - lead) <= clockLeewayMs;
      if (right) lead = found;
      return right;
    },
    trust() {
      lead = clock() - ticks();
    },
  };
}
