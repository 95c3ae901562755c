import * as v from "valibot";
import { dashedDigitsOf, digitsOf } from "./digits.ts";

/** Why an entry is refused; the renderer has one text for each code, at the field. */
export const fieldCodes = [
  "missing",
  "differs",
  "too-long",
  "not-half-width",
  "without-at",
  "not-an-address",
  "not-digits",
  "not-4-to-8-digits",
  "same-digits",
  "sequence",
  "like-login-id",
  "not-6-digits",
  "not-6-to-12-digits",
  "not-a-day",
  "not-offered",
  "not-4-characters",
  "same-person",
  "forbidden",
  "wrong",
  "period-30",
  "phone-clock",
  "phone-zone",
] as const;
export type FieldCode = (typeof fieldCodes)[number];

/** Upper bound of any text that crosses the bridge, in UTF-16 units; a longer one is refused before any other rule. */
const longestText = 1_000;

/** Prepares a text field: it must not be empty, and its length is bounded. */
const text = v.pipe(v.string(), v.nonEmpty("missing"), v.maxLength(longestText, "too-long"));

/**
 * Prepares a field of digits: spaces, dashes and full-width forms are accepted. A repeated entry has no further rule.
 */
export const digits = v.pipe(
  v.string(),
  v.maxLength(longestText, "too-long"),
  v.transform(digitsOf),
  v.nonEmpty("missing"),
);

/** The normalised text, if it is of `form`; otherwise the typed one. */
function meant(form: RegExp, clean: (typed: string) => string) {
  return v.transform((typed: string): string => {
    const cleaned = clean(typed);
    return form.test(cleaned) ? cleaned : typed;
  });
}

/** Digits without a rule on their form, as they are only compared: 係員番号, and 利用開始パスワード where it is verified. */
export const secretDigits = v.pipe(text, meant(/^[0-9]+$/, digitsOf));

/**
 * ログインID, ログインパスワード and 確認用パスワード have no rule on their form, as they are only compared: the form reveals nothing to an
 * attacker.
 */
export const secretText = text;

/** First guesses of an attacker, refused by the last rules of 利用開始パスワード. */
const notSameDigits = v.check((digits: string) => !runsBy(digits, 0), "same-digits");
const noSequence = v.check(
  (digits: string) => !runsBy(digits, 1) && !runsBy(digits, -1),
  "sequence",
);

/**
 * 利用開始パスワード (BOT001): 4 to 8 digits, not one digit repeated and not digits in sequence up or down. The rule that it
 * differs from the customer's login ID is checked where that ID is known.
 */
export const startPassword = v.pipe(
  digits,
  v.regex(/^[0-9]+$/, "not-digits"),
  v.regex(/^[0-9]{4,8}$/, "not-4-to-8-digits"),
  notSameDigits,
  noSequence,
);

/** ワンタイムパスワード (BOK001, BOS001, KLG002): 6 digits. */
export const oneTimePassword = v.pipe(
  digits,
  v.regex(/^[0-9]+$/, "not-digits"),
  v.regex(/^[0-9]{6}$/, "not-6-digits"),
);

/** 暗証番号 of staff (KST001): 6 to 12 digits. */
export const pin = v.pipe(
  digits,
  v.regex(/^[0-9]+$/, "not-digits"),
  v.regex(/^[0-9]{6,12}$/, "not-6-to-12-digits"),
);

/** The last 4 letters or digits of a number on a document. */
export const lastFour = v.pipe(digits, v.regex(/^[0-9A-Za-z]{4}$/, "not-4-characters"));

/** A choice of a closed list. */
export function oneOf(offered: readonly string[]): v.GenericSchema<string> {
  return v.pipe(
    text,
    v.check((chosen) => offered.includes(chosen), "not-offered"),
  );
}

/**
 * Why `typed` can't become a member's 暗証番号, or null: the rules of 利用開始パスワード, with 6 to 12 digits. Existing ones are
 * only compared.
 */
export function newPinFault(typed: string): FieldCode | null {
  const parsed = v.safeParse(v.pipe(pin, notSameDigits, noSequence), typed);
  return parsed.success ? null : (parsed.issues[0].message as FieldCode);
}

/** A text that may be empty: a filter of a list. */
export const optionalText = v.pipe(v.string(), v.maxLength(longestText, "too-long"));

/** A calendar day in Japan, `YYYY-MM-DD`, or empty; the operation checks that the day exists. */
export const optionalDay = v.pipe(
  optionalText,
  meant(/^[0-9]{4}-[0-9]{2}-[0-9]{2}$/, dashedDigitsOf),
  v.regex(/^(?:[0-9]{4}-[0-9]{2}-[0-9]{2})?$/, "not-a-day"),
);

/** A whole number that JavaScript can hold, or empty. */
export const optionalNumber = v.pipe(
  optionalText,
  meant(/^[0-9]+$/, digitsOf),
  v.regex(/^[0-9]{0,15}$/, "not-digits"),
);

/** 係員番号 of a search, or empty. */
export const optionalDigits = v.pipe(optionalText, meant(/^[0-9]+$/, digitsOf));

/** True when every digit differs from the one before it by `step`. */
function runsBy(digits: string, step: number): boolean {
  const values = Array.from(digits, Number);
  return values.every((value, at) => at === 0 || value - (values[at - 1] ?? 0) === step);
}
