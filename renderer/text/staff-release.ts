import type { Evidence, ReleaseReason } from "../../preload/contract/staff-requests.ts";
import { roundYenInWords } from "./formats.ts";
import { fill, words } from "./words.ts";

/** KST005 コードなしの利用解除 */
export const staffRelease = {
  title: "コードなしの利用解除",
  open: "コードなしで利用解除する",
  steps: ["理由と本人確認", "役席の承認", "利用解除完了"],
  leads: {
    state: [
      "ワンタイムパスワードを入力できないお客さまの利用を解除します。理由を選び、ご本人であることを書類で確認してください。",
    ],
    approve: ["内容を確認し、役席の方がご自身の係員番号と暗証番号を入力してください。"],
    done: [],
  },
  reason: "理由",
  evidence: "確認した書類",
  evidenceDigits: "番号の末尾4文字",
  evidenceDigitsHint: "(半角英数字4文字)",
  /** 個人番号 may not be noted down, not even in part (番号法 第20条). */
  myNumber:
    "マイナンバーカードの個人番号は、控えることができません。おもて面の有効期限の月日を、4桁で入力してください。5月14日なら「0514」です。",
  toApproval: "承認へ進む",
  toStatement: "内容を直す",
  customer: "お客さま",
  limit: "振込・振替限度額",
  statement: "理由",
  document: "確認した書類",
  documentWords: (evidence: string, digits: string): string => `${evidence}（末尾 ${digits}）`,
  notice: "承認すると",
  noticeLines: (limitYen: number): readonly string[] => [
    "ワンタイムパスワードの利用が解除されます。元には戻せません。",
    fill(words.releaseEntry.noticeLines.join(""), { limit: roundYenInWords(limitYen) }),
    "新たなトークン発行は、翌日以降になります。お客さまにはメールでもお知らせします。",
  ],
  approverId: "承認者の係員番号",
  approverIdHint: "(半角数字)",
  approverPin: "承認者の暗証番号",
  approverPinHint: "(半角数字6～12桁)",
  action: "承認して解除する",
  done: ["ワンタイムパスワードの利用を解除しました。"],
  nextHeading: "お客さまにお伝えいただくこと",
  nextLines: [
    "次回のログインから、ワンタイムパスワードの入力は不要です。",
    "引き続きお使いになるときは、上の日から「トークン発行」をお手続きください。",
    "これまでのスマートフォンがお手元にあれば、アプリで「トークンの削除」を行ってください。",
  ],
  toCustomer: "お客さま情報へ",
} as const;

/** Why staff release without a code. */
export const releaseReasons: Readonly<Record<ReleaseReason, string>> = {
  lost: "紛失",
  stolen: "盗難",
  broken: "破損・故障",
  replaced: "機種変更",
};

/** The evidence of the customer's identity. */
export const evidences: Readonly<Record<Evidence, string>> = {
  "drivers-licence": "運転免許証",
  "driving-record": "運転経歴証明書",
  "my-number-card": "マイナンバーカード",
  "residence-card": "在留カード",
  passport: "パスポート",
  other: "その他の公的証明書",
};
