import * as v from "valibot";
import { optionalText, secretText } from "./fields.ts";

/*
 * 携帯電話メールアドレス as customers type it. Carriers' guides put addresses in quotes for which RFC 5321 §4.1.2 has no unquoted
 * form, "taro..d."@docomo.ne.jp, and phones show them without; both are the same address. A hardware keyboard that is
 * set to Japanese gives full-width characters, and 。 and ー for . and -.
 */

/** The characters of such a keyboard for those of an address, besides the full-width forms of ASCII. */
const lookalikes: Readonly<Record<string, string>> = {
  ...{ "\u3000": " ", "\u00a0": " ", "\u3002": ".", "\uff61": "." },
  ...{ "\u30fc": "-", "\uff70": "-", "\u2010": "-", "\u2011": "-", "\u2013": "-", "\u2014": "-" },
  ...{ "\u2015": "-", "\u2212": "-", "\u301c": "~", "\u201c": '"', "\u201d": '"' },
  ...{ "\u201e": '"', "\u2018": "'", "\u2019": "'" },
};

/** RFC 5321's Atom characters and dots, in any order. */
const plainLocal = /^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]*$/;

/**
 * The unified form in which an address is compared, stored and used: half-width, without surrounding blanks, the domain
 * in lower case and without the root's dot, the local part without quotes where its characters need none. A text that
 * is no address results in one that is none either, for the rules to refuse.
 */
export function unifiedMailAddress(typed: string): string {
  const narrow = typed
    .replace(/[\uff01-\uff5e]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
    .replace(/[^\x20-\x7e]/g, (sign) => lookalikes[sign] ?? sign)
    .replace(/^ +| +$/g, "");
  const at = narrow.lastIndexOf("@");
  if (at < 0) return narrow;
  const domain = narrow.slice(at + 1).replace(/\.$/, "");
  return `${unifiedLocal(narrow.slice(0, at))}@${domain.toLowerCase()}`;
}

/** Removes the quotes of a quoted-string of RFC 5321 §4.1.2, in which a backslash escapes a character. */
function unifiedLocal(local: string): string {
  const quoted = /^"((?:[^"\\]|\\[\x20-\x7e])*)"$/.exec(local)?.[1];
  if (quoted === undefined) return local;
  const meant = quoted.replace(/\\(.)/g, "$1");
  return plainLocal.test(meant) ? meant : `"${meant.replace(/["\\]/g, "\\$&")}"`;
}

const unified = v.transform(unifiedMailAddress);

const domain = String.raw`(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,63}`;
/** All quoted characters are accepted except blanks, @ and angle brackets, which can evade the rules of relays. */
const address = new RegExp(
  String.raw`^(?:[A-Za-z0-9.!#$%&'*+/=?^_${"`"}{|}~-]{1,64}|"(?:[!#-;=?A-[\]-~]|\\["\\]){1,62}")@${domain}$`,
);

/**
 * 携帯電話メールアドレス in its unified form: at most 254 characters (RFC 5321 §4.5.3.1.3), one `@` between a local part of at
 * most 64 characters and a domain of two or more labels. `..` and a dot before `@` are accepted: Japanese carriers have
 * issued such addresses (`taro..d.@docomo.ne.jp`).
 */
export const mailAddress = v.pipe(
  secretText,
  unified,
  v.nonEmpty("missing"),
  v.regex(/^[\x21-\x7e]+$/, "not-half-width"),
  v.maxLength(254, "too-long"),
  v.includes("@", "without-at"),
  v.regex(address, "not-an-address"),
);

/** The repeated address, in any form. */
export const mailAddressAgain = v.pipe(secretText, unified, v.nonEmpty("missing"));

/** An address, or empty. */
export const optionalMailAddress = v.lazy((typed) =>
  typeof typed === "string" && unifiedMailAddress(typed) === ""
    ? v.pipe(optionalText, unified)
    : mailAddress,
);

export const optionalMailAddressAgain = v.pipe(optionalText, unified);
