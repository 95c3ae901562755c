/** A fault that isn't journalled yet. */
export interface WaitingFault {
  /** When it happened, epoch milliseconds. */
  readonly at: number;
  /** The outcome of its future row. */
  readonly outcome: string;
}

/** The first faults show the cause; further ones of a fault that lasts are only counted. */
const most = 100;
const dropped = "dropped-";

/**
 * Appends `fault` to `waiting`, or counts it in the last row `dropped-N`, which has the time of the first fault that it
 * counts.
 */
export function withFault(
  waiting: readonly WaitingFault[],
  fault: WaitingFault,
): readonly WaitingFault[] {
  if (waiting.length < most) return [...waiting, fault];
  const { at, outcome } = waiting[most] ?? { ...fault, outcome: `${dropped}0` };
  const count = Number(outcome.slice(dropped.length)) + 1;
  return [...waiting.slice(0, most), { at, outcome: `${dropped}${String(count)}` }];
}
