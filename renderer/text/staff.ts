import type { StaffRole } from "../../preload/contract/staff-answers.ts";

/** Buttons and labels that several of the staff's screens share. */
export const staffCommon = {
  call: "係員",
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
  pinHint: "(半角数字6~12桁)",
  action: "ログイン",
} as const;

/** KST002 係員メニュー */
export const staffMenu = {
  title: "係員メニュー",
  lead: [
    "終わりましたら、右上の「お客さまに戻す」ボタンを押してください。",
    "操作がないまま時間が過ぎると、自動で終わります。",
  ],
  journalBroken: "記録が正しくありません",
  journalBrokenLines: [
    "記録の一部が、書き換えられたか、なくなっています。",
    "このままにして、システム担当者に連絡してください。",
  ],
} as const;

export const staffRoles: Readonly<Record<StaffRole, string>> = {
  assist: "係員",
  approve: "役席",
  maintain: "保守",
  audit: "監査",
};

/** KST009 係員の停止解除; the keys of reasons are those of the request. */
export const lockedStaff = {
  title: "係員の停止解除",
  lead: [
    "暗証番号の間違いが続いて停止した係員番号です。ご自身の停止は、他の役席の方が解除します。",
  ],
  none: "停止している係員番号はありません。",
  open: "停止を解除",
  openOf: (name: string): string => `${name} 停止を解除`,
  heading: (name: string, staffId: string): string =>
    `${name}（係員番号 ${staffId}）の停止を解除する`,
  stepLead: "解除すると、その係員はすぐにログインできます。本人に確かめ、理由を選んでください。",
  label: "解除の理由",
  choices: [
    { value: "mistyped", words: "本人の入力間違い（本人に確認済み）" },
    { value: "by-others", words: "本人でない人が入力した（本人に確認済み）" },
    { value: "other", words: "その他の事情" },
  ],
  action: "停止を解除する",
  done: (name: string): string => `${name} の停止を解除しました。`,
} as const;
