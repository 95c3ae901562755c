import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { AnswerPeriods } from "../../main/core/middleware/answer-periods.ts";
import { median } from "../bench/figures.ts";
import { timedBank } from "./timed-bank.ts";
import type { TimedBank } from "./timed-bank.ts";
import { timedTries } from "./timed-tries.ts";
import type { TimedTry } from "./timed-tries.ts";

/** One row: two kinds of answer, each by the median of its times, and how far the times overlap. */
export interface TimingFigure {
  readonly name: string;
  /** Milliseconds. */
  readonly medians: readonly [number, number];
  /** The chance that one of the first kind took longer than one of the second: 0.5 where time tells nothing, 0 or 1 where it tells all. */
  readonly overlap: number;
}

/**
 * Times right and wrong answers of every verb that judges, in turn, `tries` of each kind, as the page is given them by
 * the served bridge. The lock is out of reach, so that each try is evaluated.
 * `periods`: those of the bridge's answers; with none the times are those of the work itself, and much shorter.
 */
export async function timingFigure(
  tries: number,
  periods: (slowestHash: number) => AnswerPeriods,
): Promise<readonly TimingFigure[]> {
  const folder = await mkdtemp(path.join(tmpdir(), "kiosk-timing-"));
  try {
    const figures: TimingFigure[] = [];
    for (const [verb, how] of Object.entries(timedTries)) {
      const file = path.join(folder, `${verb}.sqlite`);
      const bank = await timedBank(file, how.hasher, { periods }, how.imported);
      const times = await timesOf(bank, verb as keyof typeof timedTries, how, tries);
      await bank.close();
      for (const [one, other] of how.compared) {
        figures.push(figure(`${verb}, ${one} and ${other}`, times[one] ?? [], times[other] ?? []));
      }
    }
    return figures;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function timesOf(
  bank: TimedBank,
  verb: keyof typeof timedTries,
  how: TimedTry,
  tries: number,
): Promise<Readonly<Record<string, readonly number[]>>> {
  const times: Record<string, number[]> = {};
  for (let round = 0; round < tries; round += 1) {
    for (const kind of inRandomOrder(Object.keys(how.requests))) {
      await how.ready(bank);
      const request = await how.requests[kind]?.(bank);
      const begun = performance.now();
      const answer = await bank.kiosk.call(verb, request);
      (times[kind] ??= []).push(performance.now() - begun);
      if (answer.ok !== (kind === "right")) throw new Error(`${verb}, ${kind}: not as it is meant`);
    }
  }
  return times;
}

function figure(name: string, one: readonly number[], other: readonly number[]): TimingFigure {
  return { name, medians: [median(one), median(other)], overlap: overlapOf(one, other) };
}

/** The area under the ROC curve, by counting pairs (Mann–Whitney's U over their number). */
function overlapOf(one: readonly number[], other: readonly number[]): number {
  let longer = 0;
  for (const a of one) for (const b of other) longer += a > b ? 1 : a === b ? 0.5 : 0;
  return longer / (one.length * other.length);
}

function inRandomOrder<T>(kinds: readonly T[]): readonly T[] {
  return kinds
    .map((kind) => ({ kind, at: Math.random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ kind }) => kind);
}
