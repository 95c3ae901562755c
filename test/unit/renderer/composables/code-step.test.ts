import { describe, expect, it } from "vitest";
import { secondsLeftOfStep } from "../../../../renderer/composables/code-step.ts";

const atMinute = Date.UTC(2026, 10, 22, 11, 15);

describe("the time left of a step of 60 s", () => {
  it.each([
    [0, 60],
    [1, 60],
    [999, 60],
    [1_000, 59],
    [1_001, 59],
    [30_000, 30],
    [58_999, 2],
    [59_000, 1],
    [59_999, 1],
    [60_000, 60],
  ])("%i ms after its begin is said as %i s", (ms, seconds) => {
    expect(secondsLeftOfStep(atMinute + ms, 60)).toBe(seconds);
  });

  it("begins at the minutes of every clock, T0 being 1970-01-01 00:00 UTC", () => {
    expect(secondsLeftOfStep(0, 60)).toBe(60);
    expect(secondsLeftOfStep(Date.UTC(2026, 0, 1, 0, 0, 20), 60)).toBe(40);
  });

  it("holds for a clock before 1970 as well", () => {
    expect(secondsLeftOfStep(-1, 60)).toBe(1);
    expect(secondsLeftOfStep(-60_000, 60)).toBe(60);
  });
});
