import { expect, test } from "vitest";
import { noWrongPins, oneMoreWrong, pinWaitMs } from "../../../../main/core/domain/pin-wait.ts";

function wrongAt(...times: readonly number[]) {
  return times.reduce(oneMoreWrong, noWrongPins);
}

test.each([
  [[0], 0],
  [[0, 0], 1_000],
  [[0, 0, 1_000], 2_000],
  [[0, 0, 1_000, 3_000], 4_000],
] as const)("after wrong PINs at %j the next one waits %i ms", (times, wait) => {
  expect(pinWaitMs(wrongAt(...times), times.at(-1) ?? 0)).toBe(wait);
});

test("a database's clock that was set back by an hour keeps nobody for an hour", () => {
  const hour = 3_600_000;
  const before = wrongAt(hour, hour, hour + 1_000, hour + 3_000);
  expect(pinWaitMs(before, 3_000)).toBe(0);
  expect(pinWaitMs(oneMoreWrong(before, 3_000), 3_000)).toBe(8_000);
});
