import fc from "fast-check";
import { afterEach, describe, expect, it } from "vitest";
import { joined, spokenParts } from "../../../../../renderer/features/speech/spoken-text.ts";

afterEach(() => {
  document.body.replaceChildren();
});

function parts(html: string): string[] {
  document.body.innerHTML = `<div id="read">${html}</div>`;
  return spokenParts(document.getElementById("read") ?? document.body);
}

describe("what is read of an element", () => {
  it("is a part for each paragraph, and no furigana, sign or secret", () => {
    expect(parts("<p>一  行\n目</p><p>二<b>行</b>目</p>")).toEqual(["一 行 目", "二行目"]);
    expect(parts(`<ruby>次<rt aria-hidden="true">つぎ</rt></ruby>へ`)).toEqual(["次へ"]);
    expect(parts(`<i aria-hidden="true">！</i>注意<b data-unspoken>JBSW</b>`)).toEqual(["注意"]);
    expect(parts(`<svg role="img" aria-label="注意"><path /></svg>次へ`)).toEqual(["注意次へ"]);
  });

  it("never holds anything of what must not be heard, however deep it lies", () => {
    const words = fc.string({ unit: fc.constantFrom("あ", "い", " "), maxLength: 5 });
    fc.assert(
      fc.property(words, words, fc.integer({ min: 0, max: 3 }), (before, after, depth) => {
        const key = `${"<span>".repeat(depth)}KEY${"</span>".repeat(depth)}`;
        const said = parts(`${before}<p data-unspoken>${key}</p>${after}`).join(" ");
        expect(said).not.toMatch(/KEY/);
        expect(said.replaceAll(" ", "")).toBe(`${before}${after}`.replaceAll(" ", ""));
      }),
    );
  });
});

describe("parts of one utterance", () => {
  it("are parted by the language's pause, but where one ends in a sentence's sign", () => {
    expect(joined(["題", "文。", "次へ"], "。")).toBe("題。文。 次へ");
    expect(joined(["Title", "A sentence.", "Next", "button"], ".")).toBe(
      "Title. A sentence. Next. button",
    );
  });

  it("are said once each", () => {
    expect(joined(["題", "", "題"], "。")).toBe("題");
    expect(joined([], "。")).toBe("");
  });
});
