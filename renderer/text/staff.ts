import type { StaffRole } from "../../preload/contract/staff-answers.ts";

/** Buttons and labels that several of the staff's screens share. */
export const staffCommon = {
  call: "係員専用",
  slipStoredAs: (file: string): string => `控えを保存しました。ファイル名 ${file}`,
  earlier: "前へ",
  later: "次へ",
  page: (page: number, pages: number): string => `${String(page)} / ${String(pages)} ページ`,
};

/** KST001 係員ログイン */
export const staffSignIn = {
  title: "係員ログイン",
  lead: ["係員番号と暗証番号を入力し、「ログイン」ボタンを押してください。"],
  staffId: "係員番号",
  staffIdHint: "(半角数字)",
  pin: "暗証番号",
  pinHint: "(半角数字6～12桁)",
  action: "ログイン",
} as const;

/** KST002 係員メニュー */
export const staffMenu = {
  title: "係員メニュー",
  lead: [
    "終わりましたら、右上の「お客さまに戻す」ボタンを押してください。",
    "一定時間操作がないときは、自動で終了します。",
  ],
  journalBroken: "記録が正しくありません",
  journalBrokenLines: [
    "記録の一部が書き換えられたか、失われています。",
    "手を加えずに、システム担当者に連絡してください。",
  ],
} as const;

export const staffRoles: Readonly<Record<StaffRole, string>> = {
  assist: "係員",
  approve: "役席",
  maintain: "保守",
  audit: "監査",
};

/** KST009 係員のロックの解除; the keys of reasons are those of the request. */
export const lockedStaff = {
  title: "係員のロックの解除",
  lead: [
    "暗証番号の間違いが続いてロックされた係員番号です。ご自身のロックは、ほかの役席の方が解除します。",
  ],
  none: "ロックされている係員番号はありません。",
  open: "ロックを解除",
  openOf: (name: string): string => `${name} ロックを解除`,
  heading: (name: string, staffId: string): string =>
    `${name}（係員番号 ${staffId}）のロックを解除する`,
  stepLead: "解除すると、その係員はすぐにログインできます。本人に確認し、理由を選んでください。",
  label: "解除の理由",
  choices: [
    { value: "mistyped", words: "本人の入力間違い（本人に確認済み）" },
    { value: "by-others", words: "本人以外の人が入力した（本人に確認済み）" },
    { value: "other", words: "その他の事情" },
  ],
  action: "ロックを解除する",
  done: (name: string): string => `${name} のロックを解除しました。`,
} as const;
