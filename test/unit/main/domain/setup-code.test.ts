import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  inGroupsOfFour,
  setupCodeSeconds,
  setupCodeState,
  showable,
} from "../../../../main/core/domain/setup-code.ts";
import { aToken, issueTime } from "./a-token.ts";

const rule = { showings: 3, seconds: 120, minutesAfterIssue: 10 };
const token = aToken("issued");
const after = (minutes: number, seconds = 0) => issueTime + (minutes * 60 + seconds) * 1_000;

describe("the set-up code", () => {
  test.each([
    [0, 3],
    [1, 2],
    [2, 1],
  ])("shown %i times, %i showings are left", (setupShowings, showingsLeft) => {
    expect(setupCodeState({ ...token, setupShowings }, issueTime, rule)).toEqual({
      available: true,
      showingsLeft,
    });
  });

  test("is shown at most 3 times", () => {
    const spent = { available: false, reason: "spent" };
    expect(setupCodeState({ ...token, setupShowings: 3 }, issueTime, rule)).toEqual(spent);
    expect(setupCodeState({ ...token, setupShowings: 4 }, issueTime, rule)).toEqual(spent);
  });

  test("is shown no later than 10 minutes after issue", () => {
    expect(setupCodeState(token, after(9, 59), rule).available).toBe(true);
    expect(setupCodeState(token, after(10), rule)).toEqual({ available: false, reason: "expired" });
    expect(setupCodeState(token, after(10 * 60), rule)).toMatchObject({ reason: "expired" });
  });

  test("is not shown before the issue: a clock that was put back doesn't begin the minutes anew", () => {
    expect(setupCodeState(token, after(-1), rule).available).toBe(true);
    expect(setupCodeState(token, after(-1) - 1, rule)).toMatchObject({ reason: "expired" });
    expect(setupCodeSeconds(token, after(-60), rule)).toBe(0);
  });

  test.each([
    [after(0), 120],
    [after(8), 120],
    [after(8, 1), 119],
    [after(9, 30), 30],
    [after(9, 59), 1],
  ])("each showing lasts 2 minutes, or what is left of the 10 (%i)", (now, seconds) => {
    expect(setupCodeSeconds(token, now, rule)).toBe(seconds);
  });

  test("a showing never lasts beyond the 10 minutes, nor 2 minutes, nor 0 seconds", () => {
    fc.assert(
      fc.property(fc.integer({ min: -600_000, max: 1_200_000 }), (delay) => {
        const now = issueTime + delay;
        const seconds = setupCodeSeconds(token, now, rule);
        expect(showable(token, now, rule).ok).toBe(seconds >= 1);
        expect(seconds).toBeLessThanOrEqual(120);
        expect(now + seconds * 1_000).toBeLessThanOrEqual(after(10));
      }),
    );
  });

  test.each(["in-use", "suspended", "released", "replaced"] as const)("is not for %s", (state) => {
    expect(setupCodeState(aToken(state), issueTime, rule)).toEqual({
      available: false,
      reason: "not-issued",
    });
  });

  test("is not there for 未発行", () => {
    expect(setupCodeState(null, issueTime, rule)).toMatchObject({ reason: "not-issued" });
  });
});

test.each([
  ["", ""],
  ["ABCD", "ABCD"],
  ["ABCDE", "ABCD E"],
  ["ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", "ABCD EFGH IJKL MNOP QRST UVWX YZ23 4567"],
])("the key in groups of four: %j", (key, grouped) => {
  expect(inGroupsOfFour(key)).toBe(grouped);
});
