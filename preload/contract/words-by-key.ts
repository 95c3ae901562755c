/** Texts of the screens by their keys, in sections; a text may hold placeholders, as in `{left}`. */
export interface Words {
  readonly [key: string]: WordsValue;
}

export type WordsValue = string | readonly WordsValue[] | Words;

/** A language that the kiosk speaks. `code`: its file's name, as `ja-easy`; `name`: as its speakers call it. */
export interface OfferedLanguage {
  readonly code: string;
  readonly name: string;
}
