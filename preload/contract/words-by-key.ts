/** Texts of the screens by their keys, in sections; a text may hold placeholders, such as `{left}`. */
export interface Words {
  readonly [key: string]: WordsValue;
}

export type WordsValue = string | readonly WordsValue[] | Words;

/** A language of the kiosk. `code`: its file's name, such as `ja-easy`; `name`: its name in the language itself. */
export interface OfferedLanguage {
  readonly code: string;
  readonly name: string;
}
