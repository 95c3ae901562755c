/** A part of a text: words, and their reading where one is stated. */
export interface RubyPart {
  readonly base: string;
  readonly reading: string | null;
}

/** 漢字《かんじ》, or ｜ before words that are no sequence of kanji: ｜QR《キューアール》. */
const annotated = /(?:｜([^《》｜]+)|([\p{Script=Han}々〆ヶ]+))《([^《》]+)》/gu;

/** The parts of a text with readings in the notation of Aozora Bunko; one part when there are none. */
export function rubyParts(text: string): readonly RubyPart[] {
  const parts: RubyPart[] = [];
  let from = 0;
  for (const match of text.matchAll(annotated)) {
    const [whole, marked, kanji, reading = ""] = match;
    if (match.index > from) parts.push({ base: text.slice(from, match.index), reading: null });
    parts.push({ base: marked ?? kanji ?? "", reading });
    from = match.index + whole.length;
  }
  if (from < text.length || parts.length === 0)
    parts.push({ base: text.slice(from), reading: null });
  return parts;
}

/** The text without its readings: for accessible names, titles of windows, comparisons. */
export function plain(text: string): string {
  return rubyParts(text)
    .map(({ base }) => base)
    .join("");
}
