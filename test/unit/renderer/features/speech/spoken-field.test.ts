import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  editWords,
  fieldOf,
  spelled,
} from "../../../../../renderer/features/speech/spoken-field.ts";
import type { SpokenField } from "../../../../../renderer/features/speech/spoken-field.ts";
import { words as all } from "../../../../../renderer/text/words.ts";

const words = all.speech;

function field(kind: string | null, value: string): SpokenField {
  const box = document.createElement("div");
  if (kind !== null) box.dataset["kind"] = kind;
  const input = document.createElement("input");
  input.value = value;
  box.append(input);
  return fieldOf(input);
}

describe("what speech knows of a field", () => {
  it.each(["password", "pin", "code", "unheard-of", null])("is its length alone: %s", (kind) => {
    expect(field(kind, "1234")).toEqual({ open: false, length: 4 });
  });

  it.each(["id", "name", "mail"])("is its text: %s", (kind) => {
    expect(field(kind, "taro")).toEqual({ open: true, text: "taro" });
  });
});

describe("what is said of an edit", () => {
  it("of a secret is the same for all texts of these lengths", () => {
    const pair = fc.integer({ min: 0, max: 12 }).chain((length) => {
      const text = fc.string({ minLength: length, maxLength: length, unit: "grapheme-ascii" });
      return fc.tuple(text, text);
    });
    fc.assert(
      fc.property(pair, pair, ([before, otherBefore], [after, otherAfter]) => {
        const said = editWords(field("pin", before), field("pin", after), words);
        expect(said).toBe(editWords(field("pin", otherBefore), field("pin", otherAfter), words));
      }),
    );
  });

  it("of an open field is what was put in, wherever that is", () => {
    const text = fc.string({ unit: fc.constantFrom("a", "b", "c"), maxLength: 6 });
    fc.assert(
      fc.property(text, text, (head, tail) => {
        const before = field("id", head + tail);
        expect(editWords(before, field("id", `${head}x${tail}`), words)).toBe("x");
        expect(editWords(field("id", `${head}x${tail}`), before, words)).toBe("x を消しました");
      }),
    );
  });

  it("of a kana that was voiced is the new one", () => {
    expect(editWords(field("name", "タカ"), field("name", "タガ"), words)).toBe("ガ");
  });

  it("is nothing where nothing has changed, and where a secret's field took an open one's place", () => {
    for (const kind of ["id", "pin"]) {
      expect(editWords(field(kind, "12"), field(kind, "12"), words)).toBe("");
    }
    expect(editWords(field("id", "12"), field("pin", "123"), words)).toBe("");
    expect(editWords(field("pin", "12"), field("id", "123"), words)).toBe("");
  });
});

describe("a text that is spoken by its characters", () => {
  it("names every sign of the keyboard, and a capital", () => {
    for (const sign of "!\"#$%&'()*+,/:;<=>?[\\]^`{|}~@.-_ー") {
      expect(spelled(sign, words)).toMatch(/^[\p{Script=Han}\p{Script=Kana}\p{Script=Hira}ー]+$/u);
    }
    expect(spelled("A", words)).toBe("大文字 A");
    expect(spelled("a", words)).toBe("a");
  });

  it("leaves words as they are", () => {
    expect(spelled("フクシマ", words)).toBe("フクシマ");
    expect(spelled("ローソン", words)).toBe("ローソン");
    expect(spelled("taro_1@example.jp", words)).toBe(
      "taro アンダーバー 1 アットマーク example ドット jp",
    );
  });
});
