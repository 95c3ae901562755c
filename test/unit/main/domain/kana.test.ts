import { expect, test } from "vitest";
import { unifiedKana } from "../../../../main/core/domain/kana.ts";

test.each([
  ["ﾌｸｼﾏ　ﾀﾛｳ", "フクシマ タロウ"],
  ["ふくしま　たろう", "フクシマ タロウ"],
  ["ｷﾖｳｺ", "キヨウコ"],
  ["ｶ)ｸﾞﾛ-ﾊﾞﾙ", "カ)グローバル"],
  ["ｶ)ｱｲﾂﾞｼｮｳｼﾞ", "カ)アイヅショウジ"],
  ...Array.from("-\u2010\u2011\u2012\u2013\u2014\u2015\u2212\uff0d\uff70ー\u2500\u301c\uff5e").map(
    (dash) => [`ハ${dash}ト`, "ハート"],
  ),
  ["ｽ--ﾊﾟ-", "スーーパー"],
  ["A-B 1－2", "A-B 1-2"],
  ["ｱ/ｲ", "ア/イ"],
  ["｢ﾀ｣", "「タ」"],
  ["いすゞ", "イスヾ"],
  ["ｻヽｷ", "サヽキ"],
  ["ジョン＝スミス", "ジョン=スミス"],
  ["ジョン゠スミス", "ジョン=スミス"],
  ["ジョン･スミス", "ジョン・スミス"],
  ["Ｊ．Ｒ．，Ｌｔｄ", "J.R.,Ltd"],
  ["Nguyễn Văn", "Nguyễn Văn"],
  ["Nguye\u0302\u0303n", "Nguyễn"],
  ["さと\u3099う", "サドウ"],
  ["カ゛ク", "ガク"],
  ["ｵ’ﾌﾞﾗｲｱﾝ", "オ'ブライアン"],
  ["ﾀﾅｶ¥ﾀﾛｳ", "タナカ¥タロウ"],
  ["", ""],
])("%s is kept as %s", (written, kept) => {
  expect(unifiedKana(written)).toBe(kept);
  expect(unifiedKana(kept)).toBe(kept);
});

test.each(["福島", "-タロウ", "=1+1", "@SUM", "+1", "ア\u0007", "ア".repeat(81)])(
  "%s is no reading",
  (written) => {
    expect(unifiedKana(written)).toBeNull();
  },
);
