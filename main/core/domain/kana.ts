const kana = "\\u30a1-\\u30fa\\u30fc-\\u30ff\\u31f0-\\u31ff";
const dashes = "\\-~\\u00ad\\u02d7\\u2010-\\u2015\\u2043\\u2212\\u2500\\u2501\\u301c";
const longMarks = new RegExp(`(?<=[${kana}][${dashes}]*)[${dashes}]`, "gu");
const hyphens = new RegExp(`[${dashes}]`, "gu");
const unified = new RegExp(
  `^(?![=+\\-@])[${kana}・\\p{sc=Latin}\\u0300-\\u036f\\x20-\\x7e¥「」『』]{0,80}$`,
  "u",
);

/**
 * The stored form of a name's reading, or null where the text is none. The unified form: NFKC, so that half-width kana,
 * full-width letters and combining parts are one character each; katakana for hiragana; ー for every dash after katakana
 * and - for every other; one plain space between words, none around; ・ ' , . = in one form each. Small kana stay as
 * they are written, as do ヽヾ. All characters of core systems are accepted: 全銀's set (kana without small ones, A–Z, 0–9,
 * ( ) 「 」 - . , / ¥), any ASCII sign within, and letters with marks as in Nguyễn.
 *
 * `ｶ)ｸﾞﾛ-ﾊﾞﾙ` → `カ)グローバル`, `ふくしま　たろう` → `フクシマ タロウ`. A reading begins with no sign that a spreadsheet takes for a
 * formula, and has 80 characters at most; an empty one means that the reading isn't known.
 */
export function unifiedKana(written: string): string | null {
  // Nearly all readings are of this form.
  const spaced = written.replaceAll("\u3000", " ");
  if (spaced.length <= 80 && /^(?:[\u30a1-\u30faー]+(?: (?=.)|$)){0,20}$/.test(spaced))
    return spaced;
  const reading = written
    // NFKC would separate these marks from their letter by a space.
    .replace(/\u309b/g, "\u3099")
    .replace(/\u309c/g, "\u309a")
    .replace(/[\u00b4\u2018\u2019\u02bc\u02b9\u2032`\uff40]/gu, "'")
    .normalize("NFKC")
    .replace(/[\u200b-\u200f\u2060\ufeff\0]/g, "")
    .trim()
    .replace(/\s+/gu, " ")
    .replace(/[\u3041-\u3096\u309d\u309e]/g, (sign) =>
      String.fromCharCode(sign.charCodeAt(0) + 0x60),
    )
    .replace(/[\u00b7\u2022\u2219\u22c5]/g, "・")
    .replace(/、/g, ",")
    .replace(/。/g, ".")
    .replace(/[\u30a0\u2550]/g, "=")
    .replace(longMarks, "ー")
    .replace(hyphens, "-");
  return unified.test(reading) ? reading : null;
}
