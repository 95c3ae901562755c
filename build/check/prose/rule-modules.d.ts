// Rules that bring no types of their own.
declare module "textlint-rule-preset-japanese" {
  import type { TextlintRuleModule, TextlintRuleOptions } from "@textlint/kernel";
  const preset: {
    readonly rules: Readonly<Record<string, TextlintRuleModule>>;
    readonly rulesConfig: Readonly<Record<string, TextlintRuleOptions | boolean>>;
  };
  export default preset;
}
declare module "textlint-rule-ja-no-redundant-expression" {
  import type { TextlintRuleModule } from "@textlint/kernel";
  const rule: TextlintRuleModule;
  export default rule;
}
declare module "textlint-rule-ja-no-successive-word" {
  import type { TextlintRuleModule } from "@textlint/kernel";
  const rule: TextlintRuleModule;
  export default rule;
}
declare module "@textlint-rule/textlint-rule-no-unmatched-pair" {
  import type { TextlintRuleModule } from "@textlint/kernel";
  const rule: TextlintRuleModule;
  export default rule;
}
