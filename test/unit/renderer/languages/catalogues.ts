import { readFileSync, readdirSync } from "node:fs";
import path from "node:path";

/** The repository's root. */
export const root = path.resolve(import.meta.dirname, "../../../..");
const folder = path.join(root, "renderer/languages");

/** Every language's code, Japanese first. */
export const codes: readonly string[] = [
  "ja",
  ...readdirSync(folder)
    .map((name) => name.replace(/\.json$/, ""))
    .filter((code) => code !== "ja")
    .sort(),
];

/** A language's texts by their paths, `signIn.title` or `issueEntry.lead.0`. */
export type Leaves = ReadonlyMap<string, string>;

/** The texts of `languages/CODE.json`: those of screens, or of `mails`. */
export function leavesOf(code: string, part: "screens" | "mails"): Leaves {
  const file = path.join(folder, `${code}.json`);
  const { mails, ...screens } = JSON.parse(readFileSync(file, "utf8")) as Record<string, unknown>;
  return new Map(leaves(part === "mails" ? mails : screens, ""));
}

/** The texts within `value`, each with its path. */
export function leaves(value: unknown, prefix: string): [at: string, text: string][] {
  if (typeof value !== "object" || value === null) return [[prefix, String(value)]];
  return Object.entries(value).flatMap(([key, inner]) =>
    leaves(inner, prefix === "" ? key : `${prefix}.${key}`),
  );
}

/** `{left}` and the like within a text, each once, sorted. */
export function placeholders(text: string): readonly string[] {
  return [...new Set(text.match(/\{\w+\}/g))].sort();
}
