import { Fragment, h } from "vue";
import type { VNode } from "vue";
import { rubyParts } from "../text/ruby.ts";
import { words } from "../text/words.ts";

/** A Japanese name within a text in another language: letters that include kana, with adjoining ones as in サービスID. */
const japanese =
  /([\p{scx=Hira}\p{scx=Kana}\p{Script=Han}]*[\p{Script=Hira}\p{Script=Kana}][\p{scx=Hira}\p{scx=Kana}\p{Script=Han}A-Z]*)/u;

/**
 * A text with its furigana above it, a plain text where it has none. Readings are hidden from screen readers, which
 * know the readings of kanji and would say each word twice. A Japanese name in a text of another language is marked
 * with its language (WCAG 3.1.2), and the spoken guidance, whose voice couldn't read it, omits it: its translation is
 * beside it.
 */
export function RubyText({ text }: { readonly text: string }): VNode {
  const foreign = !/^ja\b/.test(words.language.locale);
  const parts = rubyParts(text).flatMap(({ base, reading }) => {
    if (reading !== null) return h("ruby", [base, h("rt", { "aria-hidden": "true" }, reading)]);
    return foreign ? base.split(japanese).map(named) : base;
  });
  return h(Fragment, parts);
}

/** When a text is split at its Japanese names, every second part is a name. */
function named(part: string, at: number): VNode | string {
  return at % 2 === 0 ? part : h("span", { lang: "ja", "data-unspoken": "" }, part);
}
RubyText.props = ["text"];
