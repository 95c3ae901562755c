import { mount } from "@vue/test-utils";
import { afterEach, describe, expect, it } from "vitest";
import { h, nextTick } from "vue";
import { RubyText } from "../../../../renderer/components/RubyText.ts";
import english from "../../../../renderer/languages/en.json" with { type: "json" };
import zh from "../../../../renderer/languages/zh-Hans.json" with { type: "json" };
import { dayInWords, roundYenInWords } from "../../../../renderer/text/formats.ts";
import { preparations } from "../../../../renderer/text/preparations.ts";
import { fieldWords } from "../../../../renderer/text/refusals.ts";
import { plain, rubyParts } from "../../../../renderer/text/ruby.ts";
import {
  fill,
  putManualsWords,
  putWords,
  section,
  words,
} from "../../../../renderer/text/words.ts";

afterEach(putManualsWords);

describe("furigana", () => {
  it("stand over the kanji before them, or over what ｜ marks", () => {
    expect(rubyParts("お手続《てつづ》きの｜QRコード《きゅーあーるこーど》")).toEqual([
      { base: "お", reading: null },
      { base: "手続", reading: "てつづ" },
      { base: "きの", reading: null },
      { base: "QRコード", reading: "きゅーあーるこーど" },
    ]);
    expect(rubyParts("")).toEqual([{ base: "", reading: null }]);
  });

  it("are seen, and neither heard nor part of a name", () => {
    const html = mount(RubyText, { props: { text: "次《つぎ》へ" } }).html();
    expect(html.replace(/\s+/g, " ")).toContain('次<rt aria-hidden="true">つぎ</rt>');
    expect(plain("次《つぎ》へ")).toBe("次へ");
  });

  it("leave a text that has none as it is", () => {
    expect(mount({ template: `<p><RubyText text="次へ" /></p>` }).html()).toBe("<p>次へ</p>");
  });
});

describe("a Japanese name in another language's text", () => {
  const drawn = (text: string) =>
    mount({ render: () => h("p", h(RubyText, { text })) }).get("p").element.innerHTML;

  it("says whose it is, and isn't spoken by a voice that can't read it", () => {
    putWords({ language: zh.language });
    const name = (text: string) => `<span lang="ja" data-unspoken="">${text}</span>`;
    expect(drawn("（確認用パスワード：6位）")).toBe(`（${name("確認用パスワード")}：6位）`);
    expect(drawn("“服务ID”（サービスID）和")).toBe(`“服务ID”（${name("サービスID")}）和`);
    expect(drawn("转账限额")).toBe("转账限额");
    putManualsWords();
    expect(drawn("サービスID")).toBe("サービスID");
  });
});

describe("the words of the language in use", () => {
  it("change where they are drawn", async () => {
    const drawn = mount({
      setup: () => ({ text: section("signIn") }),
      template: "<p>{{ text.title }}</p>",
    });
    expect(drawn.text()).toBe("ログイン");
    putWords({ signIn: { ...words.signIn, title: "Sign in" } });
    await nextTick();
    expect(drawn.text()).toBe("Sign in");
  });

  it("fill their places, and leave unknown ones to be seen", () => {
    expect(fill("{a} {b} {a}", { a: 1 })).toBe("1 {b} 1");
    expect(fill("{toString}", {})).toBe("{toString}");
    putWords({ refusedFields: { ...words.refusedFields, "too-long": "{field} is too long." } });
    expect(fieldWords("loginId", "too-long")).toBe("ログインID is too long.");
  });

  it("bring their own days and sums", () => {
    putWords({
      language: { code: "en", name: "English", locale: "en-GB" },
      formats: { ...words.formats, yen: "{amount} yen", manYen: "{amount} yen" },
    });
    expect(dayInWords("2026-11-23")).toBe("Monday, 23 November 2026");
    expect(roundYenInWords(200_000)).toBe("200,000 yen");
  });

  it("part a list as the language does", () => {
    putWords({ language: english.language, notices: english.notices });
    expect(preparations(["one.example", "two.example"])[1]).toContain(
      "these domains: “@one.example” “@two.example”",
    );
  });
});
