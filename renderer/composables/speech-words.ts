/** How signs are called that a voice would leave out. */
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

/** The spoken guidance's own words, of one language. */
export interface SpeechWords {
  /** Said when it is switched on. */
  readonly started: string;
  /** Between two parts that don't end in one. */
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
  /** Before what a field holds. */
  readonly entered: string;
  /** After what was erased. */
  readonly erased: string;
  /** Before a capital letter. */
  readonly capital: string;
  /** Of a field whose text is never spoken. */
  readonly secretField: string;
  /** Of a key that enters into such a field. */
  readonly secretKey: string;
  readonly oneIn: string;
  readonly oneOut: string;
  readonly manyOut: string;
  readonly allOut: string;
  readonly signs: Readonly<Record<SignName, string>>;
}
