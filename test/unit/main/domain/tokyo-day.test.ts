import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  dayFrom,
  startOfTokyoDay,
  tokyoDayAt,
  writtenDay,
  writtenTime,
} from "../../../../main/core/domain/tokyo-day.ts";
import { tokyo } from "./a-token.ts";

const wellKnown = new Intl.DateTimeFormat("sv-SE", { timeZone: "Asia/Tokyo" });

describe("calendar days in Asia/Tokyo", () => {
  test.each([
    ["2026-03-31 23:59:59", "2026-03-31"],
    ["2026-04-01 00:00:00", "2026-04-01"],
    ["2028-02-29 00:00:00", "2028-02-29"],
    ["2026-12-31 23:59:59", "2026-12-31"],
  ])("%s lies in %s", (time, day) => {
    expect(writtenDay(tokyoDayAt(tokyo(time)))).toBe(day);
  });

  test("the last millisecond of a day belongs to it", () => {
    const midnight = tokyo("2026-04-01 00:00:00");
    expect(tokyoDayAt(midnight - 1)).toBe(tokyoDayAt(midnight) - 1);
    expect(startOfTokyoDay(tokyoDayAt(midnight))).toBe(midnight);
  });

  test("agree with the ICU's calendar at any time since 1970", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: tokyo("2199-12-31 23:59:59") }), (at) => {
        expect(writtenDay(tokyoDayAt(at))).toBe(wellKnown.format(at));
        expect(startOfTokyoDay(tokyoDayAt(at))).toBeLessThanOrEqual(at);
        expect(startOfTokyoDay(tokyoDayAt(at) + 1)).toBeGreaterThan(at);
      }),
    );
  });
});

test("a written day is read, and one that isn't in the calendar is none", () => {
  expect(dayFrom("2026-04-01")).toBe(tokyoDayAt(Date.parse("2026-04-01T00:00:00+09:00")));
  expect(dayFrom("2024-02-29")).not.toBeNull();
  for (const none of ["2026-02-29", "2026-13-01", "2026-04-00", "0000-00-00", "", "1 April"]) {
    expect(dayFrom(none), none).toBeNull();
  }
});

test("a time is written as Japan's", () => {
  expect(writtenTime(Date.parse("2026-03-31T15:00:01.999Z"))).toBe("2026-04-01 00:00:01");
  expect(writtenTime(9e18)).toBe("9000000000000000000");
});
