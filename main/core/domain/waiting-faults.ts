/** A fault that the journal hasn't taken yet. */
export interface WaitingFault {
  /** When it happened, epoch milliseconds. */
  readonly at: number;
  /** The outcome of its row to be. */
  readonly outcome: string;
}

/** The first ones tell the cause; what a fault that lasts brings after them is counted. */
const most = 100;
const dropped = "dropped-";

/** `waiting` with `fault` behind it, or counted in its last row `dropped-N`, which bears the time of the first of these. */
export function withFault(
  waiting: readonly WaitingFault[],
  fault: WaitingFault,
): readonly WaitingFault[] {
  if (waiting.length < most) return [...waiting, fault];
  const { at, outcome } = waiting[most] ?? { ...fault, outcome: `${dropped}0` };
  const count = Number(outcome.slice(dropped.length)) + 1;
  return [...waiting.slice(0, most), { at, outcome: `${dropped}${String(count)}` }];
}
