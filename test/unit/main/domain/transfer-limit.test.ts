import { expect, test } from "vitest";
import { limitAfterRelease } from "../../../../main/core/domain/transfer-limit.ts";

test.each([
  [1_000_000, 200_000],
  [200_001, 200_000],
  [200_000, 200_000],
  [199_999, 199_999],
  [100_000, 100_000],
  [0, 0],
])("a release makes a limit of ¥%i ¥%i (BOS001, ご注意)", (before, after) => {
  expect(limitAfterRelease(before, 200_000)).toBe(after);
});
