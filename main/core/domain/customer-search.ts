import { kanjiVariants } from "./kanji-variants.ts";

/**
 * The stored form of a name's reading: compatible forms are unified (NFKC), hiragana become katakana, and words are
 * separated by one plain space. `ふくしま　たろう` and `ﾌｸｼﾏ ﾀﾛｳ` → `フクシマ タロウ`; kanji stay unchanged.
 */
function katakana(written: string): string {
  return written
    .normalize("NFKC")
    .trim()
    .replace(/\s+/gu, " ")
    .replace(/[\u3041-\u3096]/g, (kana) => String.fromCharCode(kana.charCodeAt(0) + 0x60));
}

/**
 * The version of `searchKey`. Any change of its results takes the next number, so that stored keys are computed again.
 */
export const searchKeyVersion = 1;

/**
 * The key by which a name or its kana is searched, the same for the registered and the typed form; "": nothing counts.
 * These forms are equal: compatible forms (NFKC), hiragana and katakana, small and large kana, ヰヱヲ and イエオ, the forms
 * of the long mark, a repetition and its mark (佐々木, みすゞ), variants of a kanji (`kanjiVariants`), and letters with or
 * without case and marks. Spaces, punctuation, symbols and invisible characters don't count. The key of a name begins
 * with the key of any beginning of it, and the key of a key is the key itself.
 */
export function searchKey(text: string): string {
  let key = "";
  let last = "";
  for (const character of joined(text)) {
    const counted = inPlace(foldedOnce(character), last);
    if (counted === "") continue;
    key += counted;
    last = counted;
  }
  return key;
}

/** In compatible form; a separate voiced mark (U+309B, ﾞ after a space) is composed with its kana. */
function joined(text: string): string {
  const compatible = text.normalize("NFKC");
  if (!/[\u3099\u309a]/.test(compatible)) return compatible;
  return compatible.replace(unseen, "").normalize("NFC");
}

/** Spaces, controls, format characters, fillers, variation selectors, halves of a surrogate pair. */
const unseen = /[\p{Z}\p{Cc}\p{Cf}\p{Cs}\p{DI}]/gu;
/**
 * Unicode counts ゠ as a dash, but in names it is used as ＝ and ・ are; Unicode counts ʻ, ʼ and similar marks as letters.
 */
const uncounted = /[\p{P}\p{S}゠\u02b9-\u02bf]/u;
/** Characters that are typed for ー: hyphens and dashes, the minus, the wave, ruled lines. */
const longMark = /[ー\p{Pd}\u2212~\u223c\u2500\u2501]/u;

/**
 * A folded character after `last`, the one before it in the key: a mark that needs a character before it is dropped
 * without one.
 */
function inPlace(folded: string, last: string): string {
  if (folded === "ー") return /[ァ-ヺ]$/u.test(last) ? folded : "";
  if (!/[々ヽヾ]/u.test(folded)) return folded;
  if (last === "ー") return "";
  if (folded === "々") return last;
  const voiceless = last.normalize("NFD").replace(/[\u3099\u309a]/g, "");
  if (folded === "ヽ") return voiceless;
  return `${voiceless}\u3099`.normalize("NFC").replaceAll("\u3099", "");
}

const known = new Map<string, string>();

/** Caches `folded`, which is slow, while a registry's names have few different characters. */
function foldedOnce(character: string): string {
  let answer = known.get(character);
  if (answer === undefined) {
    answer = folded(character);
    known.set(character, answer);
  }
  return answer;
}

/** Folds one character regardless of its place; long and repetition marks become ー, 々, ヽ and ヾ. */
function folded(character: string): string {
  const standard = kanjiVariants.get(character);
  if (standard !== undefined) return standard;
  if (character === "゠") return "";
  if (longMark.test(character)) return "ー";
  if (character.replace(unseen, "").replace(uncounted, "") === "") return "";
  if (character === "〻") return "々";
  const large = largeKana.get(katakana(character)) ?? katakana(character);
  if (/[ァ-ヾ]/u.test(large)) return large;
  if (/[々\p{sc=Han}]/u.test(character)) return character;
  const plain = character.normalize("NFD").replace(/\p{M}/gu, "").toUpperCase();
  return plainLetters.get(plain) ?? plain;
}

/** Small and obsolete kana, each followed by the kana that replaces it in a key. */
const largeKana: ReadonlyMap<string, string> = new Map(
  inPairs(
    "ァアィイゥウェエォオッツャヤュユョヨヮワヵカヶケヰイヱエヲオㇰクㇱシㇲスㇳトㇴヌㇵハㇶヒㇷフㇸヘㇹホㇺムㇻラㇼリㇽルㇾレㇿロゝヽゞヾ",
  ),
);

/** Letters that Unicode doesn't decompose into another letter and a mark, though readers see them so. */
const plainLetters: ReadonlyMap<string, string> = new Map([
  ...inPairs("ĐDÐDØOŁLĦHŦT"),
  ["Æ", "AE"],
  ["Œ", "OE"],
  ["Þ", "TH"],
]);

function inPairs(text: string): (readonly [string, string])[] {
  return Array.from(text.matchAll(/(.)(.)/gu), ([, from = "", to = ""]) => [from, to] as const);
}
