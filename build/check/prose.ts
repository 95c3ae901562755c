/**
 * Reads the Japanese of screens, mails, slips and of the staff's manual with Textlint: what no rule of grammar or of
 * the project's own terms may find. A finding fails, and says where the text stands.
 */
import { readdirSync } from "node:fs";
import { lint } from "./prose/lint.ts";
import { isManuals } from "./prose/manual.ts";
import { rules } from "./prose/rules.ts";
import { type Text, textsOfLanguage, textsOfModule, textsOfPage } from "./prose/texts.ts";

const modules = [
  ...readdirSync("renderer/text").map((name) => `renderer/text/${name}`),
  "main/config/mail-texts.ts",
  "main/kiosk/slip-words.ts",
];

const files: readonly (readonly Text[])[] = [
  textsOfLanguage("renderer/languages/ja.json"),
  textsOfLanguage("renderer/languages/ja-easy.json"),
  ...modules.map(textsOfModule),
  textsOfPage("build/docs/staff.ja.md"),
];

for (const texts of files) {
  const ours = texts.filter((text) => !isManuals(text));
  for (const { text, rule, message } of await lint(ours, rules)) {
    console.error(
      `${text.file} ${text.at} (${rule}): ${message.split("\n", 1).join("")}\n  ${text.words}`,
    );
    process.exitCode = 1;
  }
}
