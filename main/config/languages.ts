import { existsSync, readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import * as v from "valibot";
import { ok, refused } from "../../preload/contract/result.ts";
import type { Result } from "../../preload/contract/result.ts";
import type { Words } from "../../preload/contract/words-by-key.ts";
import type { Brand, Language } from "./config.ts";
import { languageMailsSchema } from "./schema.ts";
import { firstLine, isSection, overlay, problemOf, readSection } from "./sections.ts";
import type { ConfigProblem, Section } from "./sections.ts";
import { wordsLike } from "./words-like.ts";

/** Such as `en.json`, `ja-easy.json`, `zh-Hans.json`. */
const fileName = /^([a-z]{2,3}(?:-[A-Za-z0-9]{1,8}){0,3})\.json$/;

/** The contents of a language's file: the words of its screens, and its mails. */
interface Stated {
  readonly words: Section;
  readonly mails: unknown;
}

type Found = Result<Language, ConfigProblem>;

/**
 * The languages of the folder `builtIn`, overlaid with those of the bank's folder (null, or missing: none). A file of
 * the bank's states single texts of a built-in language, or else a whole language, which is compared with the bank's
 * Japanese.
 */
export function readLanguages(
  builtIn: string,
  bankFolder: string | null,
): Result<Pick<Brand, "languages" | "changedWords">, ConfigProblem> {
  const banks =
    bankFolder === null || !existsSync(bankFolder)
      ? ok(new Map<string, Stated>())
      : bankFiles(bankFolder);
  if (!banks.ok) return banks;
  const kiosks = new Map(
    readdirSync(builtIn).map((name) => [name, builtInOf(path.join(builtIn, name))]),
  );
  let japanese = (kiosks.get("ja.json")?.words ?? {}) as Words;
  let changedWords: Words = {};
  const languages: Language[] = [];
  for (const name of inOrder(new Set([...kiosks.keys(), ...banks.value.keys()]))) {
    const code = name.replace(/\.json$/, "");
    const found = languageFrom(code, kiosks.get(name), banks.value.get(name), japanese);
    if (!found.ok) {
      const { path: key, problem } = found.refusal;
      return refused({ path: `${path.join(bankFolder ?? "", name)}: ${key}`, problem });
    }
    languages.push(found.value);
    if (code === "ja") {
      japanese = found.value.words;
      changedWords = sectionsOf(japanese, Object.keys(banks.value.get(name)?.words ?? {}));
    }
  }
  return ok({ languages, changedWords });
}

/** The bank's files by their names. */
function bankFiles(folder: string): Result<ReadonlyMap<string, Stated>, ConfigProblem> {
  let names: readonly string[];
  try {
    names = readdirSync(folder).filter((name) => !name.startsWith("."));
  } catch (error) {
    return refused({ path: folder, problem: `can't be read: ${firstLine(error)}` });
  }
  const files = new Map<string, Stated>();
  for (const name of names) {
    const file = path.join(folder, name);
    if (!fileName.test(name)) {
      return refused({ path: file, problem: "is no language's file, as en.json is" });
    }
    const read = readSection(file);
    if (!read.ok) return read;
    files.set(name, split(read.value));
  }
  return ok(files);
}

function languageFrom(
  code: string,
  base: Stated | undefined,
  stated: Stated | undefined,
  japanese: Words,
): Found {
  if (base !== undefined) {
    return stated === undefined ? ok(languageOf(code, base)) : changed(code, base, stated);
  }
  return newLanguage(code, japanese, stated ?? { words: {}, mails: undefined });
}

function sectionsOf(words: Words, names: readonly string[]): Words {
  return Object.fromEntries(Object.entries(words).filter(([name]) => names.includes(name)));
}

/** Japanese first, then the other forms of Japanese, then the other languages by their codes. */
function inOrder(names: ReadonlySet<string>): readonly string[] {
  const rank = (name: string) => (name === "ja.json" ? 0 : name.startsWith("ja-") ? 1 : 2);
  return [...names].sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
}

/** The tests guarantee that the kiosk's own files are valid. */
function builtInOf(file: string): Stated {
  return split(JSON.parse(readFileSync(file, "utf8")) as Section);
}

function split({ mails, ...words }: Section): Stated {
  return { words, mails };
}

function languageOf(code: string, { words, mails }: Stated): Language {
  const { name } = words["language"] as { readonly name: string };
  return {
    ...{ code, name, words: words as Words },
    mails: mails === undefined ? null : (mails as NonNullable<Language["mails"]>),
  };
}

/** A built-in language with the single texts of the bank's file. */
function changed(code: string, base: Stated, stated: Stated): Found {
  const words = wordsLike(base.words as Words, stated.words, false);
  if (!words.ok) return words;
  if (base.mails === undefined && stated.mails !== undefined) {
    return refused({ path: "mails", problem: "is no known key: bank.yaml has mail.texts" });
  }
  return checked(code, {
    words: overlay(base.words, words.value) as Section,
    mails: stated.mails === undefined ? base.mails : overlay(base.mails, stated.mails),
  });
}

function newLanguage(code: string, japanese: Words, stated: Stated): Found {
  const words = wordsLike(japanese, stated.words, true);
  if (!words.ok) return words;
  if (stated.mails === undefined) return refused({ path: "mails", problem: "is missing" });
  return checked(code, stated);
}

function checked(code: string, stated: Stated): Found {
  const { language } = stated.words;
  if (!isSection(language) || language["code"] !== code) {
    return refused({ path: "language.code", problem: `must be ${code}, as the file is called` });
  }
  if (!isLocale(language["locale"])) {
    return refused({ path: "language.locale", problem: "must be a locale, as pt-BR" });
  }
  if (stated.mails !== undefined) {
    const mails = v.safeParse(v.strictObject({ mails: languageMailsSchema }), {
      mails: stated.mails,
    });
    if (!mails.success) return refused(problemOf(mails.issues[0]));
  }
  return ok(languageOf(code, stated));
}

/** Whether `value` is a language tag of BCP 47. */
function isLocale(value: unknown): boolean {
  try {
    return Intl.getCanonicalLocales(String(value)).length === 1;
  } catch {
    return false;
  }
}
