/** Letters, digits and signs of an input method: U+FF01 to U+FF5E are U+0021 to U+007E. */
const fullWidth = /[\uFF01-\uFF5E]/g;
const toHalfWidth = 0xfee0;
/** Every space there is, line ends and tabs, and what has no width of its own, as a phone's clipboard brings it. */
const spaces = /[\s\u180E\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/g;
/** Hyphens and dashes, the minus sign, and what a Japanese keyboard gives for them: ー, ｰ and the lines of tables. */
const dashes = /[\p{Pd}\u2212\u30FC\uFF70\u2043\u00AD\u2500\u2501]/gu;

/**
 * What is meant where digits are asked for, as 「123 456」, `123-456` or 「１２３４５６」 are typed and pasted: full-width
 * characters at half width, without spaces and dashes. Anything else stays, and is refused by its field's rule. One
 * function for what is typed (renderer) and what is sent (`fields.ts`).
 */
export function digitsOf(typed: string): string {
  return halfWidth(typed).replace(spaces, "").replace(dashes, "");
}

/** The same where dashes mean something, as in a day: each at half width, without spaces. */
export function dashedDigitsOf(typed: string): string {
  return halfWidth(typed).replace(spaces, "").replace(dashes, "-");
}

function halfWidth(text: string): string {
  return text.replace(fullWidth, (character) =>
    String.fromCharCode(character.charCodeAt(0) - toHalfWidth),
  );
}
