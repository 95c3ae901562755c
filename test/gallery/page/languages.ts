/// <reference types="vite/client" />
import type { Words } from "../../../preload/contract/words-by-key.ts";

const files = import.meta.glob<Words>("../../../renderer/languages/*.json", {
  eager: true,
  import: "default",
});
const catalogues = new Map(
  Object.entries(files).map(([path, words]) => [path.replace(/^.*\/|\.json$/g, ""), words]),
);

/** The codes of all languages that there are words in. */
export const languages: readonly string[] = [...catalogues.keys()];

/** All words of one of them. */
export function wordsIn(language: string): Words {
  const words = catalogues.get(language);
  if (words === undefined) throw new Error(`no words in ${language}`);
  return words;
}
