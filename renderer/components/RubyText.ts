import { Fragment, h } from "vue";
import type { VNode } from "vue";
import { rubyParts } from "../text/ruby.ts";
import { words } from "../text/words.ts";

/** A Japanese name within another language's text: letters among which are kana, and what stands to them as in サービスID. */
const japanese =
  /([\p{scx=Hira}\p{scx=Kana}\p{Script=Han}]*[\p{Script=Hira}\p{Script=Kana}][\p{scx=Hira}\p{scx=Kana}\p{Script=Han}A-Z]*)/u;

/**
 * A text with its furigana above it, a mere text where it has none. Readings are hidden from screen readers, which
 * know how kanji are read and would say each word twice. A Japanese name in another language's text says whose it is
 * (WCAG 3.1.2), and the spoken guidance, whose voice couldn't read it, leaves it out: it stands beside its translation.
 */
export function RubyText({ text }: { readonly text: string }): VNode {
  const foreign = !/^ja\b/.test(words.language.locale);
  const parts = rubyParts(text).flatMap(({ base, reading }) => {
    if (reading !== null) return h("ruby", [base, h("rt", { "aria-hidden": "true" }, reading)]);
    return foreign ? base.split(japanese).map(named) : base;
  });
  return h(Fragment, parts);
}

/** Of a text that was split at its Japanese names, every second part is one. */
function named(part: string, at: number): VNode | string {
  return at % 2 === 0 ? part : h("span", { lang: "ja", "data-unspoken": "" }, part);
}
RubyText.props = ["text"];
