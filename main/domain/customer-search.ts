/**
 * A name as customers are searched by it: compatible forms made one (NFKC), hiragana as katakana, spaces gone.
 * `ふくしま　たろう` and `ﾌｸｼﾏ ﾀﾛｳ` → `フクシマタロウ`; kanji stay as they are.
 */
export function searchedName(typed: string): string {
  return typed
    .normalize("NFKC")
    .replace(/\s+/gu, "")
    .replace(/[\u3041-\u3096]/g, (kana) => String.fromCharCode(kana.charCodeAt(0) + 0x60));
}
