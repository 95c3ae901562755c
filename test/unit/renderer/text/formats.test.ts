import { afterEach, describe, expect, it } from "vitest";
import easy from "../../../../renderer/languages/ja-easy.json" with { type: "json" };
import { dayInWords, yenInWords } from "../../../../renderer/text/formats.ts";
import { putManualsWords, putWords } from "../../../../renderer/text/words.ts";

afterEach(putManualsWords);

describe("days and sums in words", () => {
  it.each([
    ["2026-11-23", "2026年11月23日（月）"],
    ["2026-03-01", "2026年3月1日（日）"],
    ["2028-02-29", "2028年2月29日（火）"],
  ])("says %s as %s", (day, words) => {
    expect(dayInWords(day)).toBe(words);
  });

  it.each([
    ["2026-11-23", "2026年《ねん》11月《がつ》23日《にち》（月《げつ》）"],
    ["2026-03-01", "2026年《ねん》3月《がつ》｜1日《ついたち》（日《にち》）"],
    ["2026-12-24", "2026年《ねん》12月《がつ》｜24日《にじゅうよっか》（木《もく》）"],
  ])("says how %s is read", (day, words) => {
    putWords({ language: easy.language });
    expect(dayInWords(day)).toBe(words);
  });

  it("parts thousands", () => {
    expect(yenInWords(1_000_000)).toBe("1,000,000円");
    expect(yenInWords(0)).toBe("0円");
  });
});
