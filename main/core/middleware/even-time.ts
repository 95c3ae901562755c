import type { Verb } from "../../../preload/contract/channels.ts";
import type { Middleware } from "../handle.ts";
import type { Timer } from "../ports/clock.ts";
import type { AnswerPeriods } from "./answer-periods.ts";

/** Makes the verbs that `periods` names answer at even times: see {@link inEvenTime}. */
export function evenTimes(periods: AnswerPeriods, timer: Timer): Middleware {
  const periodOf: Readonly<Partial<Record<Verb, number>>> = periods;
  return (verb, next) => inEvenTime(periodOf[verb] ?? 0, timer, next);
}

/**
 * Does `work`, and ends at a whole multiple of `periodMs` since its begin: the small difference of duration between a
 * right and a wrong password or code disappears. 0: as soon as it is done.
 *
 * Worked example, 50 ms: work of 12 ms and work of 49 ms end after 50 ms, work of 51 ms after 100 ms.
 */
async function inEvenTime<T>(periodMs: number, timer: Timer, work: () => Promise<T>): Promise<T> {
  const begun = timer.now();
  try {
    return await work();
  } finally {
    if (periodMs > 0) {
      const taken = timer.now() - begun;
      await timer.until(begun + Math.ceil(taken / periodMs) * periodMs);
    }
  }
}
