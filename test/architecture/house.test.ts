/** The rules of the house that are about a file's text rather than about its imports. */
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

const SIDES = ["main", "preload", "renderer"];
const FOLDERS = [...SIDES, "build", "test"];

interface Source {
  readonly path: string;
  readonly text: string;
}

function sourcesBelow(folders: readonly string[]): Source[] {
  return folders
    .flatMap((folder) => readdirSync(folder, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile() && /\.(?:ts|vue|js|cjs|sh|css|html)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => ({ path, text: readFileSync(path, "utf8") }));
}

const tooLong = ({ text }: Source): boolean => text.trimEnd().split("\n").length > 250;
const touchesBridge = ({ path, text }: Source): boolean =>
  path !== "renderer/bridge.ts" && /\b(?:window|globalThis)\s*(?:\.\s*kiosk|\[)/.test(text);
const insertsMarkup = ({ text }: Source): boolean =>
  /\bv-html\b|\b(?:inner|outer)HTML\b|insertAdjacentHTML/.test(text);
const runsInline = ({ text }: Source): boolean =>
  /<script(?![^>]*\bsrc=)[^>]*>|<style|\sstyle="|\son[a-z]+="/.test(text);
const inexact = (versions: Readonly<Record<string, string>>): string[] =>
  Object.values(versions).filter((version) => !/^(?:npm:.+@)?\d+\.\d+\.\d+$/.test(version));

const paths = (sources: readonly Source[]): string[] => sources.map(({ path }) => path);

test("a file has 250 lines at most", () => {
  const sources = sourcesBelow(FOLDERS);
  expect(sources.length).toBeGreaterThan(50);
  expect(paths(sources.filter(tooLong))).toEqual([]);
});

test("renderer/bridge.ts alone speaks to the other side", () => {
  expect(paths(sourcesBelow(["renderer"]).filter(touchesBridge))).toEqual([]);
  expect(readFileSync("renderer/bridge.ts", "utf8")).toMatch(/window\.kiosk/);
});

test("no markup is made from text", () => {
  expect(paths(sourcesBelow(SIDES).filter(insertsMarkup))).toEqual([]);
});

test("no page has a script or a style of its own that a strict policy would refuse", () => {
  const page = sourcesBelow(["renderer"]).filter(({ path }) => path.endsWith(".html"));
  expect(page.map(({ path }) => path).sort()).toEqual([
    "renderer/index.html",
    "renderer/slip.html",
  ]);
  expect(paths(page.filter(runsInline))).toEqual([]);
});

test("tests start the runtime by test/e2e/runtime-command.ts, which knows what root needs", () => {
  const starts = sourcesBelow(["test"]).filter(
    ({ path, text }) => !path.startsWith("test/runtime/") && /\bfindRuntime\(/.test(text),
  );
  expect(paths(starts)).toEqual(["test/e2e/runtime-command.ts"]);
});

test("every package has one exact version", () => {
  const manifest = JSON.parse(readFileSync("package.json", "utf8")) as Record<
    "dependencies" | "devDependencies" | "optionalDependencies",
    Record<string, string>
  >;
  const { dependencies, devDependencies, optionalDependencies } = manifest;
  expect(inexact({ ...dependencies, ...devDependencies, ...optionalDependencies })).toEqual([]);
});

test("the lock names no address to fetch from", () => {
  expect(readFileSync("package-lock.json", "utf8")).not.toContain('"resolved"');
});

test("each of these rules can be broken", () => {
  const source = (text: string): Source => ({ path: "renderer/made-up.ts", text });
  expect(tooLong(source("line\n".repeat(250)))).toBe(false);
  expect(tooLong(source("line\n".repeat(251)))).toBe(true);
  expect(touchesBridge(source("window.kiosk.signOut()"))).toBe(true);
  expect(touchesBridge(source("globalThis['kiosk']"))).toBe(true);
  expect(insertsMarkup(source('<p v-html="words" />'))).toBe(true);
  expect(insertsMarkup(source("element.innerHTML = words"))).toBe(true);
  expect(runsInline(source("<script>go()</script>"))).toBe(true);
  expect(runsInline(source('<script type="module" src="./main.ts"></script>'))).toBe(false);
  expect(runsInline(source('<body onload="go()">'))).toBe(true);
  expect(inexact({ a: "^1.0.0", b: "1.0.0", c: "npm:@x/y@1.0.0", d: "latest" })).toEqual([
    "^1.0.0",
    "latest",
  ]);
});
