import type { Availability, CustomerSecretKind } from "../../preload/contract/answers.ts";
import type { CustomerMail, MailKind } from "../../preload/contract/customer-sheet.ts";
import { dayInWords } from "./formats.ts";

/** KST003 お客さま検索 */
export const customerSearch = {
  title: "お客さま検索",
  lead: ["ログインID、ユーザID、またはお名前（カナ・漢字、はじめの数文字でも可）で検索します。"],
  searched: "ログインID・ユーザID・お名前",
  searchedHint: "(IDはすべて、お名前ははじめから)",
  action: "検索する",
  none: "該当するお客さまはいません。入力内容を確認してください。",
  found: (count: number): string => `${String(count)}人見つかりました。お客さまを選んでください。`,
  more: "ほかにもいます。お名前をもう少し長く入力して、もう一度検索してください。",
} as const;

/** KST004 お客さま情報 */
export const customerSheet = {
  title: "お客さま情報",
  toSearch: "検索に戻る",
  person: "お客さまと登録状況",
  loginId: "ログインID",
  userId: "ユーザID",
  status: "お客さまの状態",
  statuses: {
    active: "利用可",
    suspended: "停止（ログインできません）",
    closed: "解約（ログインできません）",
  },
  registration: "登録状況",
  issuedAt: "トークン発行",
  startedAt: "利用開始",
  releasedAt: "利用解除",
  issue: "次のトークン発行",
  limit: "振込・振替限度額",
  setupCode: "QRコードの表示",
  none: "－",
  failures: "パスワードの間違いとロック",
  fine: (failures: number): string =>
    failures === 0 ? "間違いなし" : `続けて${String(failures)}回間違い`,
  locked: (failures: number): string => `ロック中（${String(failures)}回間違い）`,
  mails: "メール",
  address: "送付先",
  showAddress: "アドレスを表示",
  hideAddress: "アドレスを隠す",
  erased: "消去済み",
  noMails: "送信したメールはありません。",
  events: "最近の記録",
  noEvents: "記録はありません。",
  setupCodeLeft: (showings: number): string => `あと${String(showings)}回表示できます`,
  setupCodeReasons: {
    spent: "回数を使い切りました",
    expired: "時間が過ぎました",
    "not-issued": "－",
  },
} as const;

/** The customer's secrets, by their names on the customer's screens. */
export const secretKinds: Readonly<Record<CustomerSecretKind, string>> = {
  loginPassword: "ログインパスワード",
  confirmationPassword: "確認用パスワード",
  startPassword: "利用開始パスワード",
  oneTimePassword: "ワンタイムパスワード",
};

/** The mails by their subjects, shortened. */
export const mailKinds: Readonly<Record<MailKind, string>> = {
  issued: "発行のご案内",
  started: "利用開始のお知らせ",
  released: "利用解除のお知らせ",
  moved: "アドレス変更のお知らせ",
  reissued: "別アドレス発行のお知らせ",
};

/** The state of a mail's delivery. */
export const deliveries: Readonly<Record<CustomerMail["delivery"], string>> = {
  unsent: "未送信",
  sent: "送信済",
  rejected: "送信不可",
  expired: "期限切れ",
  cancelled: "取消",
};

/** When a token can next be issued to the customer. */
export function nextIssueWords(issue: Availability): string {
  if (issue.available) return "いつでも発行できます";
  return issue.from === undefined ? "利用解除の後" : `${dayInWords(issue.from)}から`;
}

/** The actions of KST004; the keys of reasons and choices are those of the requests. */
export const customerActions = {
  unlock: {
    open: "ロックを解除",
    lead: "解除すると、お客さまはすぐにお手続きを続けられます。ご本人を確認し、理由を選んでください。",
    label: "解除の理由",
    choices: [
      { value: "mistyped", words: "ご本人の入力間違い（本人確認済み）" },
      { value: "recalled", words: "正しいパスワードをお客さまが確認できた" },
      { value: "other", words: "その他の事情（役席に確認済み）" },
    ],
    action: "ロックを解除する",
    done: "ロックを解除しました。",
  },
  allow: {
    open: "再許可する",
    heading: "QRコードの表示を再許可する",
    lead: "再許可すると、発行直後と同じ時間と回数だけ表示できます。理由を選んでください。",
    label: "再許可の理由",
    choices: [
      { value: "too-slow", words: "時間内に設定できなかった" },
      { value: "app-missing", words: "アプリの用意に時間がかかった" },
      { value: "set-up-again", words: "アプリの設定をやり直す" },
      { value: "other", words: "その他の事情（役席に確認済み）" },
    ],
    action: "表示を再許可する",
    done: "QRコードの表示を再許可しました。",
  },
  resend: {
    open: "再送する",
    heading: "メールを再送する",
    lead: (masked: string): string => `現在の送付先は ${masked} です。送付先を選んでください。`,
    label: "送付先",
    choices: [
      { value: "same", words: "同じアドレスに送る" },
      { value: "corrected", words: "訂正したアドレスに送る" },
    ],
    action: "メールを再送する",
    done: "メールを再送しました。",
  },
} as const;

/** 「ログインパスワードのロックを解除する」 */
export function unlockHeading(kind: CustomerSecretKind): string {
  return `${secretKinds[kind]}のロックを解除する`;
}
