import { ok, refused } from "../../../../preload/contract/result.ts";
import type { Result } from "../../../../preload/contract/result.ts";
import { clockLeewayMs } from "../../domain/totp.ts";
import { tokyoMinuteFrom, writtenTime } from "../../domain/tokyo-day.ts";
import type { Clock } from "../../ports/clock.ts";
import type { Registry } from "../../ports/registry.ts";

/** `time-form`: the text is no `YYYY-MM-DDThh:mm`; `clock-differs`: the kiosk's clock shows another time. */
export type ClockRefusal = "time-form" | "clock-differs";

/**
 * Journals that a person has read the kiosk's clock and found it right, where no time service can report that: from
 * then on earlier rows, such as those of a time when the clock was years ahead, count no more. `seen`: the time in
 * Japan by another clock, to the minute; the kiosk's must show the same, plus or minus a minute, so that it can't be
 * confirmed unseen. Answers the confirmed time, epoch milliseconds. One row, one transaction; a kiosk that waits finds
 * it at its next check.
 */
export async function confirmClock(
  { registry, clock }: { readonly registry: Registry; readonly clock: Clock },
  seen: string,
): Promise<Result<number, ClockRefusal>> {
  const minute = tokyoMinuteFrom(seen);
  if (minute === null) return refused("time-form");
  const at = clock();
  // The minute that was seen lasts until the next one.
  if (at < minute - clockLeewayMs || at >= minute + 60_000 + clockLeewayMs) {
    return refused("clock-differs");
  }
  await registry.transact((rows) =>
    rows.appendJournal({
      ...{ at, customerId: null, action: "clock-confirm", outcome: "done" },
      detail: `seen=${writtenTime(minute).slice(0, 16).replace(" ", "T")}`,
    }),
  );
  return ok(at);
}
