import { globSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import { codes, leavesOf, root } from "./catalogues.ts";

/** Sections whose keys are looked up by a code of the contract, `oneTimePassword wrong` by two. */
const byCode = new Set([
  "registrationStates",
  "fields",
  "refusedFields",
  "locked",
  "unavailable",
  "withheld",
  "refusals",
]);

/** What the main process reads instead: it offers the languages. */
const read = new Set(["language.name"]);

/** Files with Japanese of their own: staff's screens and words, keys that write kana, and what Japanese words are made of. */
const ownWords = [
  "renderer/components/HeaderTools.vue",
  "renderer/features/keyboard/LayerKeys.vue",
  "renderer/features/keyboard/kana.ts",
  "renderer/features/keyboard/layouts.ts",
  "renderer/screens/staff/ReleaseApproval.vue",
  "renderer/text/customers.ts",
  "renderer/text/faults.ts",
  "renderer/text/fleet.ts",
  "renderer/text/formats.ts",
  "renderer/text/health.ts",
  "renderer/text/journal-detail.ts",
  "renderer/text/journal.ts",
  "renderer/text/phrases.ts",
  "renderer/text/ruby.ts",
  "renderer/text/shutdown.ts",
  "renderer/text/staff-refusals.ts",
  "renderer/text/staff-release.ts",
  "renderer/text/staff.ts",
];

const renderer = sourcesIn("renderer");
const contract = [...sourcesIn("preload/contract").values()].join("\n");

/** Source files by their paths, without their comments. */
function sourcesIn(folder: string): ReadonlyMap<string, string> {
  const files = globSync(`${folder}/**/*.{ts,vue}`, { cwd: root }).sort();
  return new Map(
    files.map((file) => [file, uncommented(readFileSync(path.join(root, file), "utf8"))]),
  );
}

function uncommented(source: string): string {
  return source.replace(/<!--[^]*?-->|\/\*[^]*?\*\/|^\s*\/\/.*$|\s\/\/ .*$/gm, "");
}

/** The section's own texts, `lead` of `lead.0`. */
function keysOf(section: string): readonly string[] {
  const paths = [...leavesOf("ja", "screens").keys()].map((at) => at.split("."));
  return [...new Set(paths.filter(([first]) => first === section).map(([, key = ""]) => key))];
}

const sections = [
  ...new Set([...leavesOf("ja", "screens").keys()].map((at) => at.split(".")[0] ?? "")),
];

it.each(sections)("the renderer uses every text of %s", (section) => {
  const users = [...renderer.values()].filter(
    (source) =>
      source.includes(`section("${section}")`) ||
      source.includes(`words.${section}`) ||
      (section === "speech" && source.includes("SpeechWords")),
  );
  const used = users.join("\n");
  const texts = keysOf(section).filter((key) => !read.has(`${section}.${key}`));
  const unused = texts.filter((key) =>
    byCode.has(section)
      ? !key.split(" ").every((code) => names(code, contract) || names(code, used))
      : !names(key, used),
  );
  expect(unused, `remove them from renderer/languages/{${codes.join()}}.json`).toEqual([]);
});

/** Whether a source reads `.key`, takes `{ key }`, or says `"key"`. */
function names(key: string, source: string): boolean {
  return new RegExp(`(?<=[.{ ,"\\[]|^ *)${key}(?=[^\\w-]|$)`, "m").test(source);
}

it("no Japanese stands beside the language files but staff's", () => {
  const written = [...renderer].filter(
    ([file, source]) =>
      /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}\u3000-\u303f\uff01-\uff60]/u.test(
        source,
      ) && !/\/Kst\d/.test(file),
  );
  const files = written.map(([file]) => file);
  expect(
    files,
    "customers read renderer/languages/ja.json alone; of staff this list knows",
  ).toEqual(ownWords);
});
