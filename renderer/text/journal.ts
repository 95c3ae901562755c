import { mailKinds, secretKinds } from "./customers.ts";

/** KST007 記録の閲覧 */
export const journal = {
  title: "記録の閲覧",
  columns: ["日時", "ログインID", "ユーザID", "係員", "種類", "結果", "内容"],
  none: "該当する記録はありません。条件を変えて、もう一度検索してください。",
  shown: (first: number, last: number): string => `${String(first)}～${String(last)}件目`,
  newer: "新しい記録へ",
  older: "古い記録へ",
  change: "条件を変える",
  exportRows: "CSVで書き出す",
  /** The other criteria are ignored: only for whole days can the bundle prove that no row is missing. */
  bundleAll: "全記録を署名付きで書き出す",
  bundleDay: "この日を署名付きで書き出す",
  exported: (file: string, rows: number): string =>
    `「${file}」に${String(rows)}件を書き出しました。`,
  criteria: "検索の条件",
  criteriaLead: [
    "条件を入力し、「検索する」ボタンを押してください。入力しない条件は「すべて」になります。",
  ],
  day: "日付",
  dayHint: "例 2026-04-01",
  customer: "お客さま",
  customerHint: "ログインIDまたはユーザID",
  staffId: "係員番号",
  staffIdHint: "(半角数字)",
  kind: "種類",
  chooseKind: (kind: string): string => `種類 : ${kind}`,
  kindsLead: ["記録の種類を選んでください。"],
  any: "すべて",
  find: "検索する",
} as const;

/** Each action of the journal in words, in the order of the choices. */
const actions: Readonly<Record<string, string>> = {
  "sign-in": "ログイン",
  "prove-code": "ワンタイムパスワード認証",
  verify: "外部システムでの認証",
  "sign-out": "ログアウト",
  issue: "トークン発行",
  "show-setup-code": "QRコードの表示",
  start: "利用開始",
  release: "利用解除",
  mail: "メールの送信",
  "staff-sign-in": "係員ログイン",
  "staff-sign-out": "係員ログアウト",
  "find-customer": "お客さま検索",
  "read-customer": "お客さま情報",
  "show-mail-address": "メールアドレスの表示",
  unlock: "ロックの解除",
  "resend-mail": "メールの再送",
  "mail-retry": "メールの再試行",
  "mail-cancel": "メールの取消",
  "allow-setup-code": "QRコードの再許可",
  "approve-release": "利用解除の承認",
  "print-slip": "控えの印刷",
  "read-health": "機器の状態",
  "read-fleet": "端末の一覧",
  "read-journal": "記録の閲覧",
  "export-journal": "記録のCSV書き出し",
  "bundle-journal": "記録の署名付き書き出し",
  "close-for-cleaning": "清掃",
  reopen: "受付の再開",
  restart: "再起動",
  "shut-down": "終了",
  "start-up": "起動",
  "clock-confirm": "時計の確認",
  fault: "不具合",
  retention: "保存期間後の消去",
  backup: "バックアップ",
  restore: "復元",
  "customers-import": "お客さまの取り込み",
  "customers-export": "お客さまの書き出し",
  "customer-status": "お客さまの状態",
  "raise-limit": "限度額の引上げ",
  "staff-add": "係員の登録",
  "staff-remove": "係員の削除",
  "staff-unlock": "係員のロックの解除",
  "staff-pin": "暗証番号の変更",
  "keys-rotate": "鍵の交換",
  "keys-escrow": "鍵の預け入れ",
  "keys-recover": "鍵の回復",
  "hand-over": "トークンの引き渡し",
  "kiosk-approve": "端末の承認",
  "kiosk-revoke": "端末の取消し",
};

/** The kinds of a search, each with its words. */
export const kinds: readonly { readonly kind: string; readonly words: string }[] = Object.entries(
  actions,
).map(([kind, words]) => ({ kind, words }));

/** An action in words; an unknown one unchanged. */
export function actionWords(action: string): string {
  return wordsIn(actions, action) ?? action;
}

const secrets: Readonly<Record<string, string>> = { ...secretKinds, pin: "暗証番号" };

const secretOutcomes: Readonly<Record<string, string>> = {
  wrong: "間違い",
  locked: "間違いが続きロック",
  "period-30": "30秒のアプリ",
  "phone-clock": "時刻のずれ",
  "phone-zone": "時間帯のずれ",
  overtaken: "使用済み",
  waits: "待ち時間中",
  "like-login-id": "ログインIDと同じ",
};

const mailOutcomes: Readonly<Record<string, string>> = {
  sent: "送信済み",
  rejected: "受取拒否",
  expired: "期限切れ",
  cancelled: "取消",
};

const outcomes: Readonly<Record<string, string>> = {
  done: "完了",
  begun: "開始",
  prepared: "準備",
  forbidden: "権限なし",
  fault: "不具合あり",
  "same-person": "同じ係員の承認",
  "approver-forbidden": "承認の権限なし",
  "staff-signed-out": "操作時間切れ",
  "not-issued": "未発行",
  "not-locked": "ロックなし",
  "still-allowed": "まだ表示できる",
  "no-such-mail": "メールなし",
  "no-such-customer": "お客さまなし",
  "no-token": "トークンなし",
  "no-slip": "控えなし",
  "mail-waits": "送信待ち",
  "address-erased": "アドレス消去済み",
  "not-in-use": "利用中でない",
  "already-issued": "発行済み",
  "already-in-use": "利用中",
  "already-released": "利用解除済み",
  suspended: "利用停止中",
  "reissue-waits": "再発行は翌日以降",
  "user-ids-spent": "ユーザIDの残りなし",
  spent: "回数切れ",
  expired: "時間切れ",
  "no-draft": "申込の内容なし",
  "file-exists": "同じ名前のファイルあり",
  "file-unwritable": "書き込めない",
  "journal-broken": "記録の不一致",
  "out-of-service-clock-jumped": "時計の急な変化",
  "clock-right": "時計の復帰",
  replaced: "次のログイン",
  "staff-changed": "係員の変更",
  "account-suspended": "お客さまの停止中",
  "account-closed": "解約済み",
};

/** An outcome in words; an unknown one, such as a fault's name with its reference, unchanged. */
export function outcomeWords(outcome: string): string {
  const [, what = "", how = ""] = /^([^-]+)-(.+)$/.exec(outcome) ?? [];
  return (
    wordsIn(outcomes, outcome) ??
    pairOf(wordsIn(secrets, what), wordsIn(secretOutcomes, how)) ??
    pairOf(wordsIn(mailKinds, what), wordsIn(mailOutcomes, how)) ??
    outcome
  );
}

/** Actions and outcomes come from a file into which other programs may have written. */
function wordsIn(table: Readonly<Record<string, string>>, name: string): string | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined;
}

function pairOf(what: string | undefined, how: string | undefined): string | undefined {
  return what === undefined || how === undefined ? undefined : `${what} ${how}`;
}
