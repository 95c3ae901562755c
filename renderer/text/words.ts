import { computed, shallowReactive } from "vue";
import type { ComputedRef } from "vue";
import japanese from "../languages/ja.json" with { type: "json" };

/** All words for customers, by section; the Japanese file defines the keys. */
export type Words = typeof japanese;

/**
 * The words of the language in use. A component that has read a section is rendered again when {@link putWords}
 * replaces it.
 */
export const words: Words = shallowReactive({ ...japanese });

/** Replaces whole sections: by another language's, or by a bank's own. */
export function putWords(sections: Partial<Words>): void {
  Object.assign(words, sections);
}

/** Restores the manual's words. */
export function putManualsWords(): void {
  putWords(japanese);
}

/** One section of {@link words}, for templates. */
export function section<Name extends keyof Words>(name: Name): ComputedRef<Words[Name]> {
  return computed(() => words[name]);
}

/** `template` with each `{name}` replaced by its value; a name without one stays unchanged. */
export function fill(template: string, values: Readonly<Record<string, string | number>>): string {
  return template.replaceAll(/\{(\w+)\}/g, (whole, name: string) =>
    Object.hasOwn(values, name) ? String(values[name]) : whole,
  );
}
