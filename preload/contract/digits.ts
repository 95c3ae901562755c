/** Letters, digits and signs of an input method: U+FF01 to U+FF5E correspond to U+0021 to U+007E. */
const fullWidth = /[\uFF01-\uFF5E]/g;
const toHalfWidth = 0xfee0;
/** All spaces, including line ends, tabs and characters without a width, which a phone's clipboard may contain. */
const spaces = /[\s\u180E\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/g;
/**
 * Hyphens and dashes, the minus sign, and the characters of a Japanese keyboard for them: ー, ｰ and the lines of tables.
 */
const dashes = /[\p{Pd}\u2212\u30FC\uFF70\u2043\u00AD\u2500\u2501]/gu;

/**
 * Normalises digits as they are typed and pasted, such as 「123 456」, `123-456` or 「１２３４５６」: full-width characters
 * become half-width, spaces and dashes are removed. Other characters stay, and are refused by the field's rule. The
 * same function serves the typed text (renderer) and the request (`fields.ts`).
 */
export function digitsOf(typed: string): string {
  return halfWidth(typed).replace(spaces, "").replace(dashes, "");
}

/** The same where dashes have a meaning, as in a day: they become half-width, and spaces are removed. */
export function dashedDigitsOf(typed: string): string {
  return halfWidth(typed).replace(spaces, "").replace(dashes, "-");
}

function halfWidth(text: string): string {
  return text.replace(fullWidth, (character) =>
    String.fromCharCode(character.charCodeAt(0) - toHalfWidth),
  );
}
