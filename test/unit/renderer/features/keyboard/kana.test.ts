import { describe, expect, it } from "vitest";
import { edited } from "../../../../../renderer/features/keyboard/edit-text.ts";
import { marked } from "../../../../../renderer/features/keyboard/kana.ts";

describe("a mark on a kana", () => {
  it.each([
    ["カ", "voiced", "ガ"],
    ["ガ", "voiced", "カ"],
    ["ハ", "voiced", "バ"],
    ["パ", "voiced", "バ"],
    ["ウ", "voiced", "ヴ"],
    ["ハ", "semi-voiced", "パ"],
    ["バ", "semi-voiced", "パ"],
    ["パ", "semi-voiced", "ハ"],
    ["ツ", "small", "ッ"],
    ["ッ", "small", "ツ"],
    ["ア", "small", "ァ"],
    ["か", "voiced", "が"],
  ] as const)("%s %s → %s", (kana, mark, expected) => {
    expect(marked(kana, mark)).toBe(expected);
  });

  it.each([
    ["ア", "voiced"],
    ["カ", "semi-voiced"],
    ["カ", "small"],
    ["a", "voiced"],
    ["福", "small"],
    ["ー", "semi-voiced"],
  ] as const)("%s stays under %s", (kana, mark) => {
    expect(marked(kana, mark)).toBe(kana);
  });
});

describe("the mark of a key", () => {
  const edit = { type: "mark", mark: "voiced" } as const;

  it("goes on the character before the caret", () => {
    expect(edited({ text: "タカキ", start: 2, end: 2 }, edit)).toEqual({
      text: "タガキ",
      start: 2,
      end: 2,
    });
  });

  it("changes nothing at the beginning, or while a part is selected", () => {
    for (const state of [
      { text: "カ", start: 0, end: 0 },
      { text: "カカ", start: 0, end: 2 },
    ]) {
      expect(edited(state, edit)).toEqual(state);
    }
  });
});
