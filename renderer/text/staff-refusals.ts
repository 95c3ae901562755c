import type { FieldCode } from "../../preload/contract/fields.ts";
import type { FieldName } from "../../preload/contract/requests.ts";
import type { NotPossibleRefusal } from "../../preload/contract/refusals.ts";

/** Labels of the fields that only staff use. */
export const staffLabels: Readonly<Partial<Record<FieldName, string>>> = {
  staffId: "係員番号",
  pin: "暗証番号",
  searched: "ログインID・ユーザID・お名前",
  customerId: "お客さま番号",
  day: "日付",
  customer: "お客さま",
  kind: "種類",
  before: "ページ",
  reason: "理由",
  evidence: "確認した書類",
  evidenceDigits: "番号の末尾4文字",
  approverId: "承認者の係員番号",
  approverPin: "承認者の暗証番号",
};

/** One sentence for each code that only staff get, and, by field and code, where a field needs words of its own. */
export const staffSentences: Readonly<
  Partial<Record<FieldCode | `${FieldName} ${FieldCode}`, string>>
> = {
  "not-6-to-12-digits": "桁数が正しくありません。6～12桁の数字を入力してください。",
  "not-a-day": "日付の形式が正しくありません。2026年4月1日は「2026-04-01」と入力してください。",
  "not-offered": "「{field}」を画面から選んでください。",
  "not-4-characters": "末尾の4文字を半角英数字で入力してください。",
  "same-person":
    "ログイン中の係員は、自分の操作を承認できません。ほかの役席の方が承認してください。",
  forbidden: "「{field}」の方は、役席ではないため承認できません。",
  "reason missing": "理由を選んでください。",
  "evidence missing": "確認した書類を選んでください。",
  "approverPin wrong":
    "承認者の係員番号または暗証番号が正しくありません。ご確認のうえ、入力し直してください。",
};

/** Too many failures with a staff PIN. */
export const pinLocked =
  "暗証番号の間違いが続いたため、この係員番号をロックしました。役席の方が「係員のロックの解除」で解除できます。";

/** Why an action of KST004 or KST009 isn't possible. */
export const notPossible: Readonly<Record<NotPossibleRefusal["reason"], string>> = {
  "no-token": "このお客さまには、トークンが発行されていません。",
  "not-locked": "ロックはすでに解除されています。",
  "not-issued": "QRコードの表示を再許可できるのは、登録状況が「トークン発行済」のときだけです。",
  "still-allowed": "QRコードは、まだ表示できます。お客さまの画面で表示してください。",
  "no-such-mail": "再送するメールがありません。",
  "address-erased": "メールアドレスは、保存期間が過ぎたため消去されました。",
  "mail-waits": "同じメールの送信を待っています。しばらくお待ちください。",
};

/** Refusals of whole requests that only staff get. */
export const staffRefusals = {
  "staff-credentials":
    "係員番号または暗証番号が正しくありません。ご確認のうえ、入力し直してください。",
  "pin-waits": "暗証番号の間違いが続いています。{seconds}秒たってから、もう一度入力してください。",
  "staff-signed-out":
    "一定時間操作がなかったため、ログアウトしました。もう一度ログインしてください。",
  forbidden: "この操作は、ログイン中の係員の権限ではできません。",
  "no-such-customer": "このお客さまは登録されていません。もう一度検索してください。",
  "export-failed":
    "ファイルを書き出せませんでした。保存するフォルダーの空き容量と権限を確認してください。",
  "journal-broken":
    "記録の{row}番が正しくないため、署名付きの書き出しを中止しました。記録を書き換えられたおそれがあります。システム担当者に連絡してください。",
} as const;
