/**
 * A name's reading as it is kept: compatible forms made one (NFKC), hiragana as katakana, one plain space between words.
 * `ふくしま　たろう` and `ﾌｸｼﾏ ﾀﾛｳ` → `フクシマ タロウ`; kanji stay as they are.
 */
function katakana(written: string): string {
  return written
    .normalize("NFKC")
    .trim()
    .replace(/\s+/gu, " ")
    .replace(/[\u3041-\u3096]/g, (kana) => String.fromCharCode(kana.charCodeAt(0) + 0x60));
}

/** A name as customers are searched by it: the same without spaces, `フクシマタロウ`. */
export function searchedName(typed: string): string {
  return katakana(typed).replaceAll(" ", "");
}
