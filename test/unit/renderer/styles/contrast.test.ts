import { globSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { contrastOf } from "../../../../main/config/contrast.ts";

const css = readFileSync("renderer/styles/tokens.css", "utf8");

/** The custom properties of the first block of `selector`; each may fall back on a colour of the bank's own. */
function tokensOf(selector: string): Map<string, string> {
  const from = css.indexOf(`${selector} {`);
  expect(from).toBeGreaterThanOrEqual(0);
  const block = css.slice(from, css.indexOf("\n}", from));
  return new Map(
    Array.from(block.matchAll(/--([a-z-]+): ([^;]+);/g), ([, name = "", value = ""]) => [
      name,
      value,
    ]),
  );
}

const standard = tokensOf(":root");
const high = new Map([...standard, ...tokensOf(':root[data-contrast="high"]')]);

function colour(theme: ReadonlyMap<string, string>, name: string): string {
  const value = theme.get(name) ?? "";
  const other = /^var\(--([a-z-]+)\)$/.exec(value)?.[1];
  return other === undefined ? (/#[0-9a-f]{6}/.exec(value)?.[0] ?? "none") : colour(theme, other);
}

/** What is read, and what it is read on. */
const texts = [
  ["ink", "page"],
  ["ink", "tint"],
  ["ink", "tint-strong"],
  ["ink", "notice"],
  ["ink-soft", "page"],
  ["ink-soft", "tint"],
  ["bank", "page"],
  ["bank", "tint"],
  ["bank", "tint-strong"],
  ["page", "bank"],
  ["page", "bank-pressed"],
  ["header-ink", "header"],
  ["notice-ink", "notice"],
  ["refusal", "page"],
  ["refusal", "refusal-tint"],
  ["idle-ink", "idle-fill"],
] as const;

/** The edges and signs by which a control, its state or the focus is known. */
const controls = [
  ["line-entry", "page"],
  ["line-entry", "tint"],
  ["line-entry", "tint-strong"], // keys with words
  ["line-optional", "page"],
  ["bank", "page"],
  ["refusal", "page"],
  ["notice-line", "page"],
  ["focus", "page"],
  ["focus", "tint"],
  ["header-focus", "header"],
] as const;

describe.each([
  ["standard", standard, 4.5],
  ["high", high, 7],
] as const)("the %s theme", (_, theme, least) => {
  it.each(texts)("has %s readable on %s", (text, ground) => {
    expect(contrastOf(colour(theme, text), colour(theme, ground))).toBeGreaterThanOrEqual(least);
  });

  it.each(controls)("has %s seen on %s", (edge, ground) => {
    expect(contrastOf(colour(theme, edge), colour(theme, ground))).toBeGreaterThanOrEqual(3);
  });
});

it("has thicker edges and a stronger focus in the high theme", () => {
  for (const name of ["border", "focus-width"])
    expect(parseFloat(high.get(name) ?? "")).toBeGreaterThan(parseFloat(standard.get(name) ?? ""));
});

it("finds no colour outside the tokens but the set-up code's, which stays black on white", () => {
  const coloured = globSync("renderer/**/*.{vue,css}")
    .filter((path) => !/tokens\.css|slip\.css|QrSymbol\.vue/.test(path))
    .filter((path) =>
      /#[0-9a-f]{3,8}\b|rgba?\(|"(?:white|black)"/i.test(readFileSync(path, "utf8")),
    );
  expect(coloured).toEqual([]);
});
