import { kanjiVariants } from "./kanji-variants.ts";

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

/** Which `searchKey` made a key. The next number after any change of what it answers, so that kept keys are made again. */
export const searchKeyVersion = 1;

/**
 * What of a name or its kana counts in a search, the same for how it is registered and how it is typed; "": nothing.
 * Compatible forms are one (NFKC), so are hiragana and katakana, small and large, ヰヱヲ and イエオ, the forms of the long
 * mark, a repetition and its mark (佐々木, みすゞ), variants of a kanji (`kanjiVariants`), and letters with or without case
 * and marks. Spaces, punctuation, symbols and what isn't seen don't count. The key of a name begins with the key of
 * any beginning of it, and a key's key is itself.
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

/** In compatible form, and with a voiced mark that stands apart from its kana (U+309B, ﾞ after a space) put on it. */
function joined(text: string): string {
  const compatible = text.normalize("NFKC");
  if (!/[\u3099\u309a]/.test(compatible)) return compatible;
  return compatible.replace(unseen, "").normalize("NFC");
}

/** Spaces, controls, format characters, fillers, variation selectors, halves of a surrogate pair. */
const unseen = /[\p{Z}\p{Cc}\p{Cf}\p{Cs}\p{DI}]/gu;
/** ゠ is a dash to Unicode, and in names what ＝ and ・ are; of ʻ ʼ and their like Unicode says letters. */
const uncounted = /[\p{P}\p{S}゠\u02b9-\u02bf]/u;
/** What is typed for ー: hyphens and dashes, the minus, the wave, ruled lines. */
const longMark = /[ー\p{Pd}\u2212~\u223c\u2500\u2501]/u;

/** A folded character after `last`, the one before it in the key: a mark that needs one before it is nothing without. */
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

/** `folded`, which takes its time, and a registry's names have few different characters. */
function foldedOnce(character: string): string {
  let answer = known.get(character);
  if (answer === undefined) {
    answer = folded(character);
    known.set(character, answer);
  }
  return answer;
}

/** One character wherever it stands; long and repetition marks as ー, 々, ヽ and ヾ. */
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

/** Kana that stand for a larger, or for one that took its place. */
const largeKana: ReadonlyMap<string, string> = new Map(
  inPairs(
    "ァアィイゥウェエォオッツャヤュユョヨヮワヵカヶケヰイヱエヲオㇰクㇱシㇲスㇳトㇴヌㇵハㇶヒㇷフㇸヘㇹホㇺムㇻラㇼリㇽルㇾレㇿロゝヽゞヾ",
  ),
);

/** Letters that Unicode doesn't take for another one with a mark, and people do. */
const plainLetters: ReadonlyMap<string, string> = new Map([
  ...inPairs("ĐDÐDØOŁLĦHŦT"),
  ["Æ", "AE"],
  ["Œ", "OE"],
  ["Þ", "TH"],
]);

function inPairs(text: string): (readonly [string, string])[] {
  return Array.from(text.matchAll(/(.)(.)/gu), ([, from = "", to = ""]) => [from, to] as const);
}
