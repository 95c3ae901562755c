import type { FieldKind } from "../keyboard/keyboard.ts";
import type { SignName, SpeechWords } from "./speech-words.ts";

/** The kinds of fields whose text may be spoken. Any other, and a field without a kind, is a secret. */
const openKinds: readonly string[] = ["id", "name", "mail"] satisfies readonly FieldKind[];

/** The facts of a field for speech: of a secret only its length. */
export type SpokenField =
  | { readonly open: true; readonly text: string }
  | { readonly open: false; readonly length: number };

/** Reads a field, or a keyboard that serves one, by the `data-kind` at or around it. */
export function fieldOf(element: Element): SpokenField {
  const text = element instanceof HTMLInputElement ? element.value : "";
  const kind = element.closest("[data-kind]")?.getAttribute("data-kind") ?? "";
  return openKinds.includes(kind) ? { open: true, text } : { open: false, length: text.length };
}

/**
 * The words for an edit: characters of an open field, for a secret only that there was one. Empty when nothing changed.
 */
export function editWords(before: SpokenField, after: SpokenField, words: SpeechWords): string {
  if (before.open && after.open) return openEditWords(before.text, after.text, words);
  if (before.open || after.open) return "";
  const more = after.length - before.length;
  if (more === 0) return "";
  if (after.length === 0 && more < -1) return words.allOut;
  // This may be a paste, too.
  if (more > 0) return words.oneIn;
  return more === -1 ? words.oneOut : words.manyOut;
}

function openEditWords(before: string, after: string, words: SpeechWords): string {
  if (before === after) return "";
  if (after === "") return before.length === 1 ? erased(before, words) : words.allOut;
  let start = 0;
  while (start < before.length && before[start] === after[start]) start += 1;
  let end = 0;
  const most = Math.min(before.length, after.length) - start;
  while (end < most && before.at(-1 - end) === after.at(-1 - end)) end += 1;
  const entered = after.slice(start, after.length - end);
  if (entered !== "") return spelled(entered, words);
  return erased(before.slice(start, before.length - end), words);
}

function erased(text: string, words: SpeechWords): string {
  return `${spelled(text, words)} ${words.erased}`;
}

const signNames: Readonly<Record<string, SignName>> = {
  "@": "at",
  ".": "dot",
  "-": "hyphen",
  _: "underscore",
  "+": "plus",
  "/": "slash",
  "!": "exclamation",
  '"': "doubleQuote",
  "#": "number",
  $: "dollar",
  "%": "percent",
  "&": "ampersand",
  "'": "apostrophe",
  "(": "parenthesisOpen",
  ")": "parenthesisClose",
  "*": "asterisk",
  ",": "comma",
  ":": "colon",
  ";": "semicolon",
  "<": "less",
  "=": "equals",
  ">": "greater",
  "?": "question",
  "[": "bracketOpen",
  "]": "bracketClose",
  "\\": "backslash",
  "^": "caret",
  "`": "backtick",
  "{": "braceOpen",
  "}": "braceClose",
  "|": "bar",
  "~": "tilde",
  "\u30fc": "longVowel",
  " ": "space",
};

/** A text by its characters where a voice would omit them or read them alike: signs, and a capital alone. */
export function spelled(text: string, words: SpeechWords): string {
  if (/^[A-Z]$/.test(text)) return `${words.capital} ${text}`;
  if (text.length > 1 && !/[!-/:-@[-`{-~]/.test(text)) return text;
  const said = Array.from(text, (character) => {
    const name = signNames[character];
    return name === undefined ? character : ` ${words.signs[name]} `;
  });
  return said.join("").replaceAll(/ +/g, " ").trim();
}
