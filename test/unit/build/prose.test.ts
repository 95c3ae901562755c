import { expect, test } from "vitest";
import { lint } from "../../../build/check/prose/lint.ts";
import { isManuals } from "../../../build/check/prose/manual.ts";
import { rules } from "../../../build/check/prose/rules.ts";
import { type Text, textsOfLanguage, textsOfMarkdown } from "../../../build/check/prose/texts.ts";

/** One text, as if it stood somewhere. */
const somewhere = (words: string): Text => ({ file: "words.json", at: "some.where", words });

/** The rules that find something in a text. */
async function broken(words: string): Promise<readonly string[]> {
  return (await lint([somewhere(words)], rules)).map(({ rule }) => rule);
}

test.each([
  ["no-doubled-joshi", "画面が機械が止まります。"],
  ["no-doubled-conjunction", "しかし、止まりました。しかし、動きました。"],
  ["no-doubled-conjunctive-particle-ga", "入力しましたが、正しいですが、受け付けません。"],
  ["no-double-negative-ja", "ログインできなくもない。"],
  ["no-dropping-the-ra", "この画面は見れません。"],
  ["no-mix-dearu-desumasu", "受け付けました。\n\n印刷します。\n\nこれは控えである。"],
  ["max-ten", "画面を見て、番号を押し、名前を書き、次に進み、終わります。"],
  ["sentence-length", `${"この画面で入力し".repeat(15)}ます。`],
  ["no-nfd", "ホ\u309Aタンを押します。"],
  ["no-zero-width-spaces", "画面\u200Bを見ます。"],
  ["no-invalid-control-character", "画面\u0008を見ます。"],
  ["no-kangxi-radicals", "⽇付を入力します。"],
  ["ja-no-redundant-expression", "変更することができます。"],
  ["ja-no-successive-word", "画面をを押します。"],
  ["no-unmatched-pair", "「次へ」ボタンと「戻るボタンを押します。"],
  ["house-terms", "暗証番号は4~8桁です。"],
])("%s can be broken", async (rule, words) => {
  expect(rules.map(({ ruleId }) => ruleId)).toContain(rule);
  expect(await broken(words)).toContain(rule);
});

test("no rule is without a text that breaks it", () => {
  expect(rules).toHaveLength(16);
});

test("a finding names the text it is of, whatever stands around it", async () => {
  const texts = ["一つめです。\n続きです。", "この画面は見れません。", "三つめです。"].map(
    somewhere,
  );
  const [finding, ...more] = await lint(texts, rules);
  expect(finding?.text).toBe(texts[1]);
  expect(more).toEqual([]);
});

test("a page's texts are its paragraphs, entries and cells, without marks and code", () => {
  const page = [
    "# 手引き",
    "",
    "1. **最初**に`npm start`を実行し、",
    "   次に[画面](screens.md)を見ます。",
    "2. 終わります。",
    "",
    "| 係員 | ○ |",
    "| ---- | - |",
    "![絵](a.png)",
  ].join("\n");
  expect(textsOfMarkdown("page.md", page).map(({ at, words }) => [at, words])).toEqual([
    ["1", "手引き"],
    ["3", "最初にコマンドを実行し、次に画面を見ます。"],
    ["5", "終わります。"],
    ["7", "係員"],
    ["9", "絵"],
  ]);
});

test("every place of the manual's words is there, and all else is read", () => {
  const texts = textsOfLanguage("renderer/languages/ja.json");
  const sections = new Set(texts.filter(isManuals).map(({ at }) => at.split(".")[0]));
  expect([...sections].sort()).toEqual([
    ...["issueConfirmation", "issueEntry", "notices", "releaseEntry", "selection", "startEntry"],
  ]);
  expect(texts.filter((text) => !isManuals(text)).length).toBeGreaterThan(300);
});
