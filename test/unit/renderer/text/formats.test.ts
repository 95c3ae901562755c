import { describe, expect, it } from "vitest";
import { dayInWords, yenInWords } from "../../../../renderer/text/formats.ts";

describe("days and sums in words", () => {
  it.each([
    ["2026-11-23", "2026年11月23日（月）"],
    ["2026-03-01", "2026年3月1日（日）"],
    ["2028-02-29", "2028年2月29日（火）"],
  ])("says %s as %s", (day, words) => {
    expect(dayInWords(day)).toBe(words);
  });

  it("parts thousands", () => {
    expect(yenInWords(1_000_000)).toBe("1,000,000円");
    expect(yenInWords(0)).toBe("0円");
  });
});
