import { Fragment, h } from "vue";
import type { VNode } from "vue";
import { rubyParts } from "../text/ruby.ts";

/**
 * A text with its furigana above it, a mere text where it has none. Readings are hidden from screen readers, which
 * know how kanji are read and would say each word twice.
 */
export function RubyText({ text }: { readonly text: string }): VNode {
  const parts = rubyParts(text).map(({ base, reading }) =>
    reading === null ? base : h("ruby", [base, h("rt", { "aria-hidden": "true" }, reading)]),
  );
  return h(Fragment, parts);
}
RubyText.props = ["text"];
