import { computed, shallowReactive } from "vue";
import type { ComputedRef } from "vue";
import japanese from "../languages/ja.json" with { type: "json" };

/** Every word that customers read, by section; the Japanese file says which there are. */
export type Words = typeof japanese;

/** The words of the language in use. A part of the page that read a section is drawn again when {@link putWords} replaces it. */
export const words: Words = shallowReactive({ ...japanese });

/** Puts whole sections in the place of those in use: another language's, or a bank's own. */
export function putWords(sections: Partial<Words>): void {
  Object.assign(words, sections);
}

/** The manual's words again. */
export function putManualsWords(): void {
  putWords(japanese);
}

/** One section of {@link words}, for templates. */
export function section<Name extends keyof Words>(name: Name): ComputedRef<Words[Name]> {
  return computed(() => words[name]);
}

/** `template` with each `{name}` replaced by its value; a name without one stays as it stands. */
export function fill(template: string, values: Readonly<Record<string, string | number>>): string {
  return template.replaceAll(/\{(\w+)\}/g, (whole, name: string) =>
    Object.hasOwn(values, name) ? String(values[name]) : whole,
  );
}
