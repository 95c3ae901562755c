/**
 * Whole seconds until the code that an app shows at `nowMs` (epoch milliseconds) is replaced by the next: from
 * `periodSeconds` in a step's first moment to 1 in its last second, never 0. RFC 6238 §4.2 with T0 = 0: steps begin at
 * the whole multiples of the period since 1970.
 */
export function secondsLeftOfStep(nowMs: number, periodSeconds: number): number {
  const periodMs = periodSeconds * 1000;
  const past = ((nowMs % periodMs) + periodMs) % periodMs;
  return Math.ceil((periodMs - past) / 1000);
}
