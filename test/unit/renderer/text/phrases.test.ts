import { expect, it } from "vitest";
import { phrases } from "../../../../renderer/text/phrases.ts";

it.each([
  ["ワンタイムパスワード申請内容選択", "ワンタイム|パスワード|申請|内容|選択"],
  [
    "トークン発行（ソフトウェアトークン発行情報入力）",
    "トークン|発行|（ソフトウェア|トークン|発行|情報|入力）",
  ],
  ["送付先メールアドレスの指定", "送付先|メール|アドレスの|指定"],
  ["メールが届かないとき", "メールが|届かないとき"],
  ["サービスID", "サービスID"],
  ["ワンタイムパスワードのお手続き", "ワンタイム|パスワードの|お手続き"],
  ["taro.fukushima@example.ne.jp", "taro.fukushima@example.ne.jp"],
  ["ログイン", "ログイン"],
  ["1文字消す", "1文字|消す"],
  ["", ""],
])("%s may end its lines between its words, and not within one", (title, parts) => {
  expect(phrases(title).join("|")).toBe(parts);
});
