import { describe, expect, it } from "vitest";
import { mailTexts } from "../../../../main/config/mail-texts.ts";
import { plain, rubyParts } from "../../../../renderer/text/ruby.ts";
import { codes, leaves, leavesOf, placeholders } from "./catalogues.ts";

const japanese = leavesOf("ja", "screens");
const japaneseMails = new Map(leaves(mailTexts, ""));
const others = codes.filter((code) => code !== "ja");

/** What is one and the same word in both languages. */
const sameInChinese = new Set(["notices.items.3.heading"]);

function todo(code: string): string {
  return `renderer/languages/${code}.json: add, remove or mend these, as ja.json has them`;
}

it("the kiosk speaks six languages", () => {
  expect(codes).toEqual(["ja", "en", "ja-easy", "pt", "vi", "zh-Hans"]);
});

describe.each(others)("the language %s", (code) => {
  const screens = leavesOf(code, "screens");
  const mails = leavesOf(code, "mails");

  it("has every text of the screens, and no other", () => {
    const missing = [...japanese.keys()].filter((at) => !screens.has(at));
    const strange = [...screens.keys()].filter((at) => !japanese.has(at));
    expect({ missing, strange }, todo(code)).toEqual({ missing: [], strange: [] });
  });

  it("has every mail", () => {
    expect([...mails.keys()], todo(code)).toEqual([...japaneseMails.keys()]);
  });

  it.each([
    ["screens", screens, japanese],
    ["mails", mails, japaneseMails],
  ])("has the same placeholders in its %s", (_, theirs, models) => {
    const different = [...theirs].filter(
      ([at, text]) => placeholders(text).join() !== placeholders(models.get(at) ?? "").join(),
    );
    expect(different, todo(code)).toEqual([]);
  });

  it("leaves nothing empty, and no room at the edges of a text: screens give it", () => {
    const empty = [...screens, ...mails].filter(([, text]) => plain(text).trim() === "");
    const edged = [...screens].filter(([, text]) => text !== text.trim());
    expect([...empty, ...edged], todo(code)).toEqual([]);
  });

  it("leaves nothing in the manual's words", () => {
    // What is kana alone is read by everybody who reads やさしい日本語.
    const easy = (text: string) => code === "ja-easy" && !/\p{Script=Han}/u.test(text);
    const left = [...screens].filter(
      ([at, text]) =>
        text === japanese.get(at) &&
        /\p{L}/u.test(text.replace(/\{\w+\}/g, "")) &&
        !easy(text) &&
        !(code.startsWith("zh") && sameInChinese.has(at)),
    );
    expect(left, todo(code)).toEqual([]);
  });

  it("says which it is", () => {
    expect(screens.get("language.code")).toBe(code);
    expect(Intl.getCanonicalLocales(screens.get("language.locale"))).toHaveLength(1);
  });
});

describe("やさしい日本語", () => {
  const texts = [...leavesOf("ja-easy", "screens"), ...leavesOf("ja-easy", "mails")].filter(
    ([at]) => at !== "language.name",
  );

  it("has a reading over every kanji", () => {
    const bare = texts.filter(([, text]) =>
      rubyParts(text).some(
        ({ base, reading }) => reading === null && /[\p{Script=Han}々《》｜]/u.test(base),
      ),
    );
    expect(bare, "write 漢字《かんじ》 in renderer/languages/ja-easy.json").toEqual([]);
  });

  it("has readings in kana", () => {
    const readings = texts.flatMap(([, text]) =>
      rubyParts(text).flatMap(({ reading }) => reading ?? []),
    );
    expect(readings.length).toBeGreaterThan(100);
    expect(readings.filter((reading) => !/^[ぁ-ゖァ-ヶー]+$/.test(reading))).toEqual([]);
  });
});
