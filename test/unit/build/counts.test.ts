import { expect, test } from "vitest";
import {
  countOf,
  playwrightCounts,
  skipReason,
  summary,
  vitestCounts,
} from "../../../build/check/counts.ts";

test("Vitest's report is counted by its own numbers", () => {
  const report = { numPassedTests: 5, numFailedTests: 2, numPendingTests: 1, numTodoTests: 1 };
  expect(vitestCounts(report, 1)).toEqual({ passed: 5, failed: 2, skipped: 2 });
});

test("Playwright's report is counted by its own numbers, and a second try is a failure", () => {
  const report = { stats: { expected: 7, unexpected: 1, flaky: 1, skipped: 3 } };
  expect(playwrightCounts(report, 1)).toEqual({ passed: 7, failed: 2, skipped: 3 });
});

test.each([
  ["a file that can't be loaded", { numPassedTests: 5, numFailedTests: 0 }, 1],
  ["no test at all", { numPassedTests: 0, numFailedTests: 0 }, 0],
  ["no report", null, 0],
])("%s is one failure", (_what, report, exitCode) => {
  expect(vitestCounts(report, exitCode).failed).toBe(1);
  expect(playwrightCounts(report, exitCode).failed).toBe(1);
});

test("a check is skipped by its only line, and never when it fails", () => {
  expect(skipReason(0, "skipped: the registry answers 405\n")).toBe(
    "skipped: the registry answers 405",
  );
  expect(skipReason(1, "skipped: the registry answers 405\n")).toBeNull();
  expect(skipReason(0, "skipped: one\nand more\n")).toBeNull();
  expect(skipReason(0, "")).toBeNull();
});

test("the last line names skipped tests only when there are any", () => {
  expect(summary({ passed: 3, failed: 0, skipped: 0 })).toBe("3 passed, 0 failed");
  expect(summary({ passed: 3, failed: 1, skipped: 2 })).toBe("3 passed, 1 failed, 2 skipped");
  expect(summary(countOf(1))).toBe("0 passed, 1 failed");
  expect(summary(countOf(0))).toBe("1 passed, 0 failed");
});
