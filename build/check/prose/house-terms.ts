/** One word for one thing: a rule of Textlint for the words that this project has settled. */
import type { TextlintRuleModule } from "@textlint/kernel";

/** Words that are not to be written, the ones that stand for them, and why where it can't be guessed. */
const terms: readonly (readonly [found: RegExp, instead: string])[] = [
  [/キーチェーン/g, "鍵の保管場所"],
  [/受付番号/g, "エラー番号（受付番号は順番待ちの札の番号）"],
  [/キオスク/g, "この機械"],
  [/[0-9][~〜][0-9]/g, "～（全角）"],
  [/1字|一字/g, "1文字"],
  [/全消去/g, "すべて消す"],
  [/表示・ことば/g, "文字の大きさ・言語"],
  [/「係員」/g, "「係員専用」"],
  [/停止(?:を|の)?解除/g, "ロックの解除"],
  [/送り直|再送信/g, "再送"],
  [/もう一度許可/g, "再許可"],
  [/「探す」|さがす|お探し/g, "検索する"],
  [/(?:当|あ)てはまる/g, "該当する"],
  [/お確かめ/g, "ご確認"],
  [/管理者/g, "システム担当者"],
  [/お客様/g, "お客さま"],
  [/ユーザー/g, "ユーザ（マニュアルの表記）"],
  [/(?:サーバ|プリンタ|フォルダ)(?!ー)/g, "長音符を付ける（サーバーなど）"],
  [/下さい/g, "ください"],
  [/(?<!一)致し|頂[きいく]|出来る|宜しく/g, "ひらがな"],
];

/** Reports every place of a settled term's rivals. */
export const houseTerms: TextlintRuleModule = ({
  Syntax,
  RuleError,
  getSource,
  locator,
  report,
}) => ({
  [Syntax.Str](node) {
    const words = getSource(node);
    for (const [found, instead] of terms) {
      for (const { 0: term, index } of words.matchAll(found)) {
        const range = [index, index + term.length] as const;
        report(node, new RuleError(`「${term}」→ ${instead}`, { padding: locator.range(range) }));
      }
    }
  },
});
