import { describe, expect, it } from "vitest";
import { edited, editOf } from "../../../../../renderer/features/keyboard/edit-text.ts";

const at = (text: string, start: number, end = start) => ({ text, start, end });

describe("edited", () => {
  it.each([
    ["inserts at the caret", at("abd", 2), { type: "insert", text: "c" }, at("abcd", 3)],
    ["replaces what is selected", at("abcd", 1, 3), { type: "insert", text: "X" }, at("aXd", 2)],
    ["erases before the caret", at("abc", 2), { type: "erase" }, at("ac", 1)],
    ["erases nothing before the beginning", at("abc", 0), { type: "erase" }, at("abc", 0)],
    ["erases what is selected", at("abc", 0, 2), { type: "erase" }, at("c", 0)],
    ["erases after the caret", at("abc", 1), { type: "erase-forward" }, at("ac", 1)],
    ["erases nothing after the end", at("abc", 3), { type: "erase-forward" }, at("abc", 3)],
    ["erases to the start", at("abc", 2), { type: "erase-to-start" }, at("c", 0)],
    ["erases to the end", at("abc", 1), { type: "erase-to-end" }, at("a", 1)],
    [
      "erases a selection only if there is one",
      at("abc", 1),
      { type: "erase-selection" },
      at("abc", 1),
    ],
    ["clears wherever the caret is", at("abc", 1), { type: "clear" }, at("", 0)],
  ] as const)("%s", (_, state, edit, after) => {
    expect(edited(state, edit)).toEqual(after);
  });
});

describe("editOf", () => {
  it("reads typing, pasting and erasing", () => {
    expect(editOf("insertText", "a")).toEqual({ type: "insert", text: "a" });
    expect(editOf("insertFromPaste", "abc")).toEqual({ type: "insert", text: "abc" });
    expect(editOf("deleteContentBackward", null)).toEqual({ type: "erase" });
    expect(editOf("deleteByCut", null)).toEqual({ type: "erase-selection" });
  });

  it.each(["historyUndo", "historyRedo", "insertFromDrop", "insertLineBreak", "formatBold"])(
    "refuses %s",
    (inputType) => expect(editOf(inputType, "x")).toBeNull(),
  );

  it("inserts nothing where there is nothing", () => {
    expect(editOf("insertText", null)).toBeNull();
    expect(editOf("insertText", "")).toBeNull();
  });
});
