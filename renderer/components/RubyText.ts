import { Fragment, h } from "vue";
import type { VNode } from "vue";
import { clingsTo, isSentence, phrases } from "../text/phrases.ts";
import { plain, rubyParts } from "../text/ruby.ts";
import { words } from "../text/words.ts";

declare module "vue" {
  interface GlobalComponents {
    /** The entry registers it, as nearly every template has words. */
    RubyText: typeof RubyText;
  }
}

/** A Japanese name within a text in another language: letters that include kana, with adjoining ones as in サービスID. */
const japanese =
  /([\p{scx=Hira}\p{scx=Kana}\p{Script=Han}]*[\p{Script=Hira}\p{Script=Kana}][\p{scx=Hira}\p{scx=Kana}\p{Script=Han}A-Z]*)/u;

/**
 * A text with its furigana above it, a plain text where it has none. Readings are hidden from screen readers, which
 * know the readings of kanji and would say each word twice. A Japanese name in a text of another language is marked
 * with its language (WCAG 3.1.2), and the spoken guidance, whose voice couldn't read it, omits it: its translation is
 * beside it. Titles and names may end their lines between phrases; sentences are the browser's to break.
 */
export function RubyText({ text }: { readonly text: string }): VNode {
  const foreign = !/^ja\b/.test(words.language.locale);
  const ends = foreign || isSentence(text) ? new Set<number>() : endsOf(plain(text));
  const drawn: (VNode | string)[] = [];
  let at = 0;
  for (const { base, reading } of rubyParts(text)) {
    if (foreign) drawn.push(...base.split(japanese).map(named));
    else if (reading !== null) {
      if (ends.has(at)) drawn.push(h("wbr"));
      drawn.push(h("ruby", [base, h("rt", { "aria-hidden": "true" }, reading)]));
    } else {
      const ending = endingOf(drawn.at(-1), base);
      if (ending !== "") drawn.push(unbroken(drawn.pop() ?? "", ending));
      drawn.push(...broken(base.slice(ending.length), at + ending.length, ends));
    }
    at += base.length;
  }
  return h(Fragment, drawn);
}

/** Where the lines of a title may end. */
function endsOf(title: string): ReadonlySet<number> {
  const ends = new Set<number>();
  let at = 0;
  for (const phrase of phrases(title)) ends.add((at += phrase.length));
  return ends;
}

/** A part of a title, which begins at a place in it, with the places at which its lines may end. */
function broken(part: string, from: number, ends: ReadonlySet<number>): (VNode | string)[] {
  const drawn: (VNode | string)[] = [];
  let rest = "";
  Array.from(part).reduce((at, letter) => {
    if (ends.has(at) && at > 0) {
      drawn.push(rest, h("wbr"));
      rest = "";
    }
    rest += letter;
    return at + letter.length;
  }, from);
  return [...drawn, rest].filter((each) => each !== "");
}

/** The first letter behind a word with a reading, where it belongs to the word, as endings of verbs do. */
function endingOf(before: VNode | string | undefined, text: string): string {
  return typeof before === "object" && clingsTo(text) ? text.slice(0, 1) : "";
}

function unbroken(word: VNode | string, ending: string): VNode {
  return h("span", { class: "unbroken" }, [word, ending]);
}

/** When a text is split at its Japanese names, every second part is a name. */
function named(part: string, at: number): VNode | string {
  return at % 2 === 0 ? part : h("span", { lang: "ja", "data-unspoken": "" }, part);
}
RubyText.props = ["text"];
