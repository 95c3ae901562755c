/** The README is short, no table is wide, and what the pages lead to is there. */
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";

const mostLines = 150;
const widestRow = 100;

const pages: ReadonlyMap<string, string> = new Map(
  [
    "README.md",
    ...readdirSync("build/docs")
      .filter((name) => name.endsWith(".md"))
      .map((name) => join("build/docs", name)),
  ].map((path) => [path, readFileSync(path, "utf8")]),
);

const linesOf = (text: string): string[] => text.trimEnd().split("\n");

const wideRows = (text: string): string[] =>
  linesOf(text).filter((line) => line.startsWith("|") && Array.from(line).length > widestRow);

/** A page without its blocks of code, in which brackets and number signs mean something else. */
const prose = (text: string): string => text.replace(/^ *```[^]*?^ *```$/gm, "");

/** The targets of links and pictures that lie in this repository. */
const relativeLinks = (text: string): string[] =>
  Array.from(prose(text).matchAll(/\]\(([^()\s]+)\)/g), ([, target = ""]) => target).filter(
    (target) => !/^[a-z]+:/.test(target),
  );

/** The names by which GitHub lets links lead to a page's headings. */
const anchorsOf = (text: string): string[] =>
  Array.from(prose(text).matchAll(/^#+ (.+)$/gm), ([, heading = ""]) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\p{M} _-]/gu, "")
      .replaceAll(" ", "-"),
  );

/** The links of the page `path` that lead to no file, or to no heading of a page. */
function brokenLinks(path: string, text: string): string[] {
  return relativeLinks(text).filter((link) => {
    const [file = "", anchor] = link.split("#");
    const target = join(dirname(path), file);
    if (file !== "" && !existsSync(target)) return true;
    const led = file === "" ? text : (pages.get(target) ?? "");
    return anchor !== undefined && !anchorsOf(led).includes(anchor);
  });
}

/** The files of tests that a page names. */
const namedTests = (text: string): string[] =>
  Array.from(text.matchAll(/`([\w./-]+\.(?:test|spec)\.ts)`/g), ([, name = ""]) => name);

const testFiles = readdirSync("test", { recursive: true, encoding: "utf8" }).map(
  (path) => `/test/${path}`,
);

const missingTests = (text: string): string[] =>
  namedTests(text).filter((name) => !testFiles.some((path) => path.endsWith(`/${name}`)));

test("the README has 150 lines at most", () => {
  expect(linesOf(pages.get("README.md") ?? "").length).toBeLessThanOrEqual(mostLines);
});

test.each([...pages])("%s has no table row of more than 100 characters", (_path, text) => {
  expect(wideRows(text)).toEqual([]);
});

test.each([...pages])("every relative link of %s leads somewhere", (path, text) => {
  expect(brokenLinks(path, text)).toEqual([]);
});

test.each([...pages])("every test that %s names is there", (_path, text) => {
  expect(missingTests(text)).toEqual([]);
});

test("the README leads to every page", () => {
  const reached = relativeLinks(pages.get("README.md") ?? "").map((link) => link.split("#")[0]);
  expect(
    [...pages.keys()].filter((path) => path !== "README.md" && !reached.includes(path)),
  ).toEqual([]);
});

test("each of these rules can be broken", () => {
  expect(wideRows(`|${"語".repeat(99)}`)).toHaveLength(0);
  expect(wideRows(`|${"語".repeat(100)}`)).toHaveLength(1);
  const page =
    "# 「文字の大きさ・言語」 and more\n[a](#文字の大きさ言語-and-more) [b](#less) ![c](none.png)";
  expect(brokenLinks("made-up.md", `${page} [d](README.md)`)).toEqual(["#less", "none.png"]);
  expect(relativeLinks("[a](https://example.jp/)\n```\n[b](c)\n```\n")).toEqual([]);
  expect(missingTests("`house.test.ts` `nowhere.test.ts`")).toEqual(["nowhere.test.ts"]);
});
