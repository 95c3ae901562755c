/**
 * The rules for Japanese: those of textlint-ja's preset, with its options, three that it lacks, and the project's terms.
 * None of the preset is off. What is a matter of taste on screens, such as full stops after labels or the length of a
 * run of kanji, belongs to another preset (ja-technical-writing), which the manual's own titles would break throughout.
 */
import * as noUnmatchedPair from "@textlint-rule/textlint-rule-no-unmatched-pair";
import type { TextlintKernelRule, TextlintRuleModule } from "@textlint/kernel";
import * as noRedundantExpression from "textlint-rule-ja-no-redundant-expression";
import * as noSuccessiveWord from "textlint-rule-ja-no-successive-word";
import * as preset from "textlint-rule-preset-japanese";
import { houseTerms } from "./house-terms.ts";
import { unwrapped } from "./unwrapped.ts";

const { rules: ofPreset, rulesConfig } = unwrapped(preset);

/** Every rule, by its name. */
export const rules: readonly TextlintKernelRule[] = [
  ...Object.entries(ofPreset).map(([ruleId, rule]) => ({
    ...named(ruleId, rule),
    options: rulesConfig[ruleId] ?? true,
  })),
  named("ja-no-redundant-expression", unwrapped(noRedundantExpression)),
  named("ja-no-successive-word", unwrapped(noSuccessiveWord)),
  named("no-unmatched-pair", unwrapped(noUnmatchedPair)),
  named("house-terms", houseTerms),
];

function named(ruleId: string, rule: TextlintRuleModule): TextlintKernelRule {
  return { ruleId, rule };
}
