import { expect, test } from "vitest";
import { leaksAmong, slopeOf, tableOf, trendsOf } from "./slope.ts";

const hours = Array.from({ length: 24 }, (_, hour) => hour);
const series = (value: (hour: number) => number) => hours.map(value);
const noise = (hour: number) => ((hour * 7919) % 13) - 6;
const judged = (hourly: readonly number[]) =>
  leaksAmong(trendsOf([{ figure: "heap", unit: "MB", hourly }], 2));

test("a steady growth of 2 % an hour is a leak, and its slope is said", () => {
  expect(judged(series((hour) => 100 + 2 * hour + noise(hour) / 10))).toEqual([
    expect.stringMatching(/^heap grows by 1\.6\d % an hour$/),
  ]);
});

test("a leak in every fourth hour only is found in what has piled up", () => {
  expect(judged(series((hour) => 100 + 8 * Math.floor(hour / 4)))).toHaveLength(1);
});

test.each([
  ["what stays", series(() => 100)],
  ["what shrinks", series((hour) => 100 - hour)],
  ["noise of 6 %", series((hour) => 100 + noise(hour))],
  ["half a per cent an hour", series((hour) => 100 + hour / 2)],
  ["a burst in the last hour", series((hour) => (hour === 23 ? 300 : 100))],
  ["a burst in every fourth hour", series((hour) => (hour % 4 === 3 ? 40 : 10))],
  ["a warm-up", series((hour) => (hour < 2 ? hour : 100))],
  ["nothing", series(() => 0)],
])("%s is no leak", (_, hourly) => {
  expect(judged(hourly)).toEqual([]);
});

test("what could not be measured is a loss", () => {
  expect(judged(series(() => NaN))).toHaveLength(1);
});

test.each([
  [[], 0],
  [[5], 0],
  [[1, 3], 100],
  [[3, 2, 1], -50],
  [[10, 11, 12, 13], 100 / 11.5],
])("the slope of %j is %d %% of the mean an hour", (hourly, slope) => {
  expect(slopeOf(hourly)).toBeCloseTo(slope);
});

test("the table says a figure's first and last hour", () => {
  const trends = trendsOf([{ figure: "heap", unit: "MB", hourly: [1, 2, 1000.25, 1000.25] }], 2);
  expect(tableOf(trends).at(-1)).toBe("| heap | 1,000.3 MB | 1,000.3 MB | 0.00 %/h |");
});
