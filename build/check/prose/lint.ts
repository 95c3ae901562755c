/** Textlint over texts that stand in many places: one document for each file, one paragraph for each text. */
import { TextlintKernel, type TextlintKernelRule } from "@textlint/kernel";
import * as textPlugin from "@textlint/textlint-plugin-text";
import type { Text } from "./texts.ts";
import { unwrapped } from "./unwrapped.ts";

/** What a rule says of a text. */
export interface Finding {
  readonly text: Text;
  readonly rule: string;
  readonly message: string;
}

const kernel = new TextlintKernel();
const plugins = [{ pluginId: "text", plugin: unwrapped(textPlugin) }];

/** What the rules find in the texts of one file, in the order of the texts. */
export async function lint(
  texts: readonly Text[],
  rules: readonly TextlintKernelRule[],
): Promise<readonly Finding[]> {
  const paragraphs = texts.flatMap((text) =>
    text.words.split("\n").map((words) => ({ text, words })),
  );
  // A paragraph is one line, and an empty one follows it.
  const page = paragraphs.map(({ words }) => words).join("\n\n");
  const { messages } = await kernel.lintText(page, { ext: ".txt", plugins, rules: [...rules] });
  return messages.flatMap(({ ruleId, message, loc }) => {
    const text = paragraphs[(loc.start.line - 1) >> 1]?.text;
    return text === undefined ? [] : [{ text, rule: ruleId, message }];
  });
}
