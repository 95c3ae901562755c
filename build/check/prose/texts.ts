/** The Japanese that people read, from where it stands: languages' files, the staff's words, the staff's manual. */
import { readFileSync } from "node:fs";
import ts from "typescript";

/** A text, and where it stands. */
export interface Text {
  readonly file: string;
  /** A path within a language's file, else a line. */
  readonly at: string;
  readonly words: string;
}

const japanese = /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u;

/** What stands for a value that is filled in later. */
const value = "9";

/** The texts of a language's file, its mails included, without readings. */
export function textsOfLanguage(file: string): readonly Text[] {
  return leaves(JSON.parse(readFileSync(file, "utf8")), "").map(([at, text]) => ({
    file,
    at,
    words: text.replaceAll(/｜|《[^》]*》/g, "").replaceAll(/\{\w+\}/g, value),
  }));
}

function leaves(node: unknown, prefix: string): (readonly [at: string, text: string])[] {
  if (typeof node !== "object" || node === null) return [[prefix, String(node)]];
  return Object.entries(node).flatMap(([key, inner]) =>
    leaves(inner, prefix === "" ? key : `${prefix}.${key}`),
  );
}

/** The Japanese strings of a module, with a value for each expression within them. */
export function textsOfModule(file: string): readonly Text[] {
  const source = ts.createSourceFile(file, readFileSync(file, "utf8"), ts.ScriptTarget.Latest);
  const found: Text[] = [];
  const visit = (node: ts.Node): void => {
    const words = wordsOf(node);
    if (words !== null && japanese.test(words)) {
      const { line } = source.getLineAndCharacterOfPosition(node.getStart(source));
      found.push({ file, at: String(line + 1), words });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

function wordsOf(node: ts.Node): string | null {
  if (ts.isStringLiteralLike(node)) return node.text;
  if (!ts.isTemplateExpression(node)) return null;
  return node.head.text + node.templateSpans.map(({ literal }) => value + literal.text).join("");
}

/** The paragraphs, list entries, headings and cells of a page, without Markdown's marks. */
export function textsOfPage(file: string): readonly Text[] {
  return textsOfMarkdown(file, readFileSync(file, "utf8"));
}

/** As {@link textsOfPage}, of a page's source. */
export function textsOfMarkdown(file: string, page: string): readonly Text[] {
  const texts: Text[] = [];
  let goesOn = false;
  for (const [index, line] of page.split("\n").entries()) {
    const last = texts.at(-1);
    const begins = /^(?:#|\||!|- |\d+\. )/.test(line);
    if (goesOn && !begins && line !== "" && last !== undefined) {
      texts[texts.length - 1] = { ...last, words: last.words + withoutMarks(line) };
    } else {
      const parts = line.startsWith("|") ? line.split("|") : [line];
      for (const part of parts) {
        const words = withoutMarks(part);
        if (japanese.test(words)) texts.push({ file, at: String(index + 1), words });
      }
    }
    goesOn = line !== "" && !/^[#|!]/.test(line);
  }
  return texts;
}

function withoutMarks(line: string): string {
  return line
    .replaceAll(/!?\[([^\]]*)\]\([^)]*\)/g, "$1")
    .replaceAll(/`[^`]*`/g, "コマンド")
    .replaceAll("**", "")
    .replace(/^\s*(?:#+ |- |\d+\. )?/, "")
    .trim();
}
