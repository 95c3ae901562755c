/** Names of signs that a voice would omit. */
export type SignName =
  | "at"
  | "dot"
  | "hyphen"
  | "underscore"
  | "plus"
  | "slash"
  | "exclamation"
  | "doubleQuote"
  | "number"
  | "dollar"
  | "percent"
  | "ampersand"
  | "apostrophe"
  | "parenthesisOpen"
  | "parenthesisClose"
  | "asterisk"
  | "comma"
  | "colon"
  | "semicolon"
  | "less"
  | "equals"
  | "greater"
  | "question"
  | "bracketOpen"
  | "bracketClose"
  | "backslash"
  | "caret"
  | "backtick"
  | "braceOpen"
  | "braceClose"
  | "bar"
  | "tilde"
  | "longVowel"
  | "space";

/** The spoken guidance's own words in one language. */
export interface SpeechWords {
  /** Spoken when the guidance is switched on. */
  readonly started: string;
  /** Inserted between two parts that don't end in a pause. */
  readonly pause: string;
  readonly button: string;
  readonly textbox: string;
  readonly checkbox: string;
  readonly radio: string;
  readonly link: string;
  readonly chosen: string;
  readonly notChosen: string;
  readonly disabled: string;
  readonly busy: string;
  readonly empty: string;
  /** Spoken before the contents of a field. */
  readonly entered: string;
  /** Spoken after the erased characters. */
  readonly erased: string;
  /** Spoken before a capital letter. */
  readonly capital: string;
  /** For a field whose text is never spoken. */
  readonly secretField: string;
  /** For a key that enters into such a field. */
  readonly secretKey: string;
  readonly oneIn: string;
  readonly oneOut: string;
  readonly manyOut: string;
  readonly allOut: string;
  readonly signs: Readonly<Record<SignName, string>>;
}
