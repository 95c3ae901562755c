import { expect, test } from "vitest";
import { isLocked } from "../../../../main/core/domain/lockout.ts";

test("5 wrong tries in a row lock, 4 don't", () => {
  expect([0, 4, 5, 6].map((count) => isLocked(count, 5))).toEqual([false, false, true, true]);
});

test("the limit is configurable", () => {
  expect([2, 3].map((count) => isLocked(count, 3))).toEqual([false, true]);
});
