/** Where compounds in katakana may break: before what they end with. */
const head = /(?<=[\p{Script=Katakana}ー])(?=パスワード|アドレス|トークン|キーボード|ページ)/gu;
/** A word in katakana, or with Latin letters as in サービスID, however many words a dictionary finds in it. */
const within = /[\p{Script=Katakana}ーA-Za-z0-9]{2}/u;
/** Belongs to what is before it: endings in hiragana, marks that close. */
const clings =
  /^(?![おご]\p{Script=Han})[\p{Script=Hiragana}\s々ー、。・：:？?！!％%／/）)」』】］〉》]/u;
/** A kanji behind others is a suffix, unless it is a verb's with its ending. */
const suffix = /^\p{Script=Han}(?![\p{Script=Han}すくるう])/u;
/** Belongs to what is behind it: marks that open, a prefix of politeness. */
const opens = /[（(「『【［〈《おご]$/u;

/** What a line never begins with, after a word that ends there. */
export function clingsTo(text: string): boolean {
  return clings.test(text);
}

const japanese = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー]/u;

const segmenter = new Intl.Segmenter("ja", { granularity: "word" });

/**
 * The parts of a Japanese title or name between which its lines may end. A browser finds phrases in sentences; a name
 * of nouns alone is one phrase to it, which it breaks anywhere where it is longer than a line.
 */
export function phrases(text: string): readonly string[] {
  const words = Array.from(segmenter.segment(text), ({ index }) => index).filter(
    (at) => !within.test(text.slice(at - 1, at + 1)),
  );
  const heads = Array.from(text.matchAll(head), ({ index }) => index);
  const ends = [...new Set([...words, ...heads])]
    .filter((at) => at > 0 && mayEnd(text.slice(0, at), text.slice(at)))
    .sort((one, other) => one - other);
  return [0, ...ends].map((at, number) => text.slice(at, ends[number]));
}

/** Whether a text is a sentence, which a browser breaks well, and no name. */
export function isSentence(text: string): boolean {
  return text.includes("。");
}

function mayEnd(before: string, after: string): boolean {
  // An address or a number is no Japanese.
  if (!japanese.test(before.slice(-1) + after.slice(0, 1))) return false;
  if (clings.test(after) || opens.test(before)) return false;
  // What is counted stays with its number.
  if (/\d$/.test(before)) return false;
  return !(suffix.test(after) && /\p{Script=Han}$/u.test(before));
}
