import type { FieldCode } from "../../preload/contract/fields.ts";
import type { SecretKind, UnavailableReason } from "../../preload/contract/answers.ts";
import type { Refusal } from "../../preload/contract/operations.ts";
import type { FieldName } from "../../preload/contract/requests.ts";
import type { NotPossibleRefusal, SetupCodeRefusal } from "../../preload/contract/refusals.ts";
import { faults } from "./faults.ts";
import { dayInWords } from "./formats.ts";

/** A field's name as its label says it. */
const labels: Readonly<Record<FieldName, string>> = {
  loginId: "ログインID",
  loginPassword: "ログインパスワード",
  oneTimePassword: "ワンタイムパスワード",
  mailAddress: "携帯電話メールアドレス",
  mailAddressAgain: "携帯電話メールアドレス (確認用)",
  startPassword: "利用開始パスワード",
  startPasswordAgain: "利用開始パスワード (確認用)",
  confirmationPassword: "確認用パスワード",
  staffId: "係員番号",
  pin: "暗証番号",
  searched: "お客さまの検索",
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

/** One sentence for each code; `label` is the field's. */
const fieldSentences: Readonly<Record<FieldCode, (label: string) => string>> = {
  missing: () => "入力されていません。入力してください。",
  differs: () => "2回の入力が同じではありません。もう一度入力してください。",
  "too-long": (label) => `「${label}」が長すぎます。短くして入力し直してください。`,
  "not-half-width": () =>
    "全角の文字または空白が入っています。半角の英数字と記号だけで入力してください。",
  "without-at": () =>
    "「@」が入っていません。「@」から後ろも含めて、メールアドレスをすべて入力してください。",
  "not-an-address": () =>
    "メールアドレスの形になっていません。「@」の前と後ろを、もう一度お確かめください。",
  "not-digits": (label) =>
    `「${label}」に数字以外の文字が入っています。半角数字だけで入力してください。`,
  "not-4-to-8-digits": () => "桁数が合っていません。4桁から8桁までの数字を入力してください。",
  "same-digits": () =>
    "同じ数字だけの番号は、人に当てられやすいため使えません。別の番号を入力してください。",
  sequence: () =>
    "「1234」のように続いた番号は、人に当てられやすいため使えません。別の番号を入力してください。",
  "like-login-id": () =>
    "ログインIDと同じ番号は、人に当てられやすいため使えません。別の番号を入力してください。",
  "not-6-digits": () =>
    "桁数が合っていません。アプリに表示されている6桁の数字を、すべて入力してください。",
  "not-6-to-12-digits": () => "桁数が合っていません。6桁から12桁までの数字を入力してください。",
  "not-a-day": () =>
    "日付の形になっていません。2026年4月1日なら「2026-04-01」のように入力してください。",
  "not-offered": (label) => `「${label}」を、画面の中から選んでください。`,
  "not-4-characters": () => "末尾の4文字だけを、半角の英数字で入力してください。",
  "same-person": () =>
    "ログイン中の係員は、自分の操作を承認できません。別の役席の方が承認してください。",
  forbidden: (label) => `「${label}」の方は、役席ではないため承認できません。`,
  wrong: (label) => `「${label}」が正しくありません。もう一度入力してください。`,
  "period-30": () =>
    "アプリが60秒に対応していません。残り時間が60秒から減るアプリで、設定をやり直してください。",
  "phone-clock": () =>
    "スマートフォンの時刻がずれています。日付と時刻を「自動設定」にして、新しい数字を入力してください。",
};

/** Where one field needs words of its own. */
const ownSentences: Readonly<Partial<Record<FieldName, Partial<Record<FieldCode, string>>>>> = {
  mailAddress: {
    "too-long": "メールアドレスが長すぎます。254文字までのメールアドレスを入力してください。",
  },
  mailAddressAgain: {
    differs:
      "2つの欄のメールアドレスが同じではありません。どちらが正しいかお確かめのうえ、直してください。",
  },
  startPasswordAgain: {
    differs: "2つの欄の利用開始パスワードが同じではありません。2つとも、もう一度入力してください。",
  },
  oneTimePassword: {
    wrong:
      "ワンタイムパスワードが正しくありません。アプリに新しく表示された6桁の数字を入力してください。",
  },
  reason: { missing: "選ばれていません。理由を選んでください。" },
  evidence: { missing: "選ばれていません。確認した書類を選んでください。" },
  approverPin: {
    wrong: "承認者の係員番号または暗証番号が正しくありません。もう一度入力してください。",
  },
};

/**
 * The sentence shown at a refused field. `minutes` goes with `phone-clock`: how far the phone is ahead
 * (+) or behind (−) of the kiosk's clock.
 */
export function fieldWords(field: FieldName, code: FieldCode, minutes?: number): string {
  if (code === "phone-clock" && minutes !== undefined) {
    const direction = minutes > 0 ? "進んでいます" : "遅れています";
    return `スマートフォンの時刻が約${String(Math.abs(minutes))}分ずれています（${direction}）。日付と時刻を「自動設定」にして、新しい数字を入力してください。`;
  }
  return ownSentences[field]?.[code] ?? fieldSentences[code](labels[field]);
}

const staffHelps = "係員が再開のお手続きをいたしますので、お近くの係員にお声がけください。";

const locked: Readonly<Record<SecretKind, string>> = {
  loginPassword: `ログインパスワードの間違いが続いたため、ログインを停止しました。${staffHelps}`,
  confirmationPassword: `確認用パスワードの間違いが続いたため、確認用パスワードの利用を停止しました。${staffHelps}`,
  startPassword: `利用開始パスワードの間違いが続いたため、QRコードの表示を停止しました。${staffHelps}`,
  oneTimePassword: `ワンタイムパスワードの間違いが続いたため、ワンタイムパスワードは利用停止になりました。${staffHelps}`,
  pin: "暗証番号の間違いが続いたため、この係員番号の利用を停止しました。保守の担当者が再開します。",
};

const unavailable: Readonly<Record<UnavailableReason, string>> = {
  "not-issued": "トークンが発行されていません。先に「トークン発行」をしてください。",
  "already-issued": "トークンは発行済みです。「ワンタイムパスワード利用開始」へお進みください。",
  "already-in-use":
    "すでに利用中です。新しく発行するには、先に「ワンタイムパスワード利用解除」をしてください。",
  suspended: `利用停止になっています。${staffHelps}`,
  "already-released": "すでに利用解除されています。",
  "reissue-waits": "利用解除をした日には発行できません。翌日以降にお手続きください。",
};

/** Why an application can't be made now; `from`: the day from which an issue works (`YYYY-MM-DD`). */
function unavailableWords(reason: UnavailableReason, from?: string): string {
  if (reason === "reissue-waits" && from !== undefined) {
    return `${dayInWords(from)}から発行できます。`;
  }
  return unavailable[reason];
}

/** Where a button needs words of its own. */
const ownUnavailable: Readonly<
  Record<Choice, Readonly<Partial<Record<UnavailableReason, string>>>>
> = {
  issue: {},
  start: {
    "already-in-use": "すでに利用を開始しています。",
    "already-released": "利用解除されています。先に「トークン発行」をしてください。",
  },
  release: { "not-issued": "解除するトークンがありません。" },
};

/** The three buttons of BOP001. */
export type Choice = "issue" | "start" | "release";

/** The words below a button of BOP001 that can't be used. */
export function choiceWords(choice: Choice, reason: UnavailableReason, from?: string): string {
  return ownUnavailable[choice][reason] ?? unavailableWords(reason, from);
}

const withheld: Readonly<Record<SetupCodeRefusal["reason"], string>> = {
  spent:
    "QRコードを表示できる回数を使い切りました。係員にお声がけいただくか、「トークン発行」をもう一度行ってください。",
  expired:
    "QRコードを表示できる時間が過ぎました。係員にお声がけいただくか、「トークン発行」をもう一度行ってください。",
  "not-issued": "表示できるQRコードがありません。先に「トークン発行」をしてください。",
};

/** Why アプリ設定用QRコード can't be shown. */
export function withheldWords(reason: SetupCodeRefusal["reason"]): string {
  return withheld[reason];
}

const notPossible: Readonly<Record<NotPossibleRefusal["reason"], string>> = {
  "no-token": "このお客さまには、トークンが発行されていません。",
  "not-locked": "停止はすでに解除されています。",
  "not-issued": "トークン発行済のときだけ、QRコードの表示をもう一度許可できます。",
  "still-allowed": "QRコードは、まだ表示できます。お客さまの画面で表示してください。",
  "no-such-mail": "送り直すメールがありません。",
  "mail-waits": "同じメールがこれから送られるところです。しばらくお待ちください。",
};

/** The words for a refusal that belongs to no single field. A reference number is shown after them, not in them. */
export function refusalWords(refusal: Refusal): string {
  switch (refusal.code) {
    case "fields":
      return "入力の内容をご確認ください。";
    case "credentials":
      return "ログインIDまたはログインパスワードが正しくありません。もう一度入力してください。";
    case "locked":
      return locked[refusal.kind];
    case "unavailable":
      return unavailableWords(refusal.reason, refusal.from);
    case "setup-code-withheld":
      return withheldWords(refusal.reason);
    case "no-draft":
      return "お申し込みの内容が残っていません。お手数ですが、もう一度入力してください。";
    case "signed-out":
      return "ログインの有効時間が過ぎたため、ログアウトしました。お手数ですが、もう一度ログインしてください。";
    case "staff-credentials":
      return "係員番号または暗証番号が正しくありません。もう一度入力してください。";
    case "staff-signed-out":
      return "係員の操作時間が過ぎました。続けるには、もう一度ログインしてください。";
    case "forbidden":
      return "この操作は、ログイン中の係員の権限ではできません。";
    case "no-such-customer":
      return "このお客さまは登録されていません。もう一度お探しください。";
    case "not-possible":
      return notPossible[refusal.reason];
    case "export-failed":
      return "ファイルを書き出せませんでした。保存するフォルダーの空き容量と権限を確認してください。";
    case "journal-broken":
      return `記録の${String(refusal.row)}番が正しくないため、署名付きの書き出しを中止しました。記録が書き換えられたおそれがあります。システム担当者に連絡してください。`;
    case "no-slip":
      return "お渡しする控えは、まだありません。トークンを発行すると印刷できます。";
    case "print-failed":
      return "控えを印刷できませんでした。お手続きは済んでいますので、係員にお声がけください。";
    case "out-of-service":
      return faults[refusal.fault];
    case "malformed":
      return "お手続きを受け付けられませんでした。お手数ですが、係員にお声がけください。";
    case "unexpected":
      return "機械に不具合が起きたため、お手続きができませんでした。もう一度お試しになるか、係員にお声がけください。";
  }
}
