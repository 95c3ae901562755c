/** Buttons and labels that several of the staff's screens share. */
export const staffCommon = {
  call: "係員",
  slipStoredAs: (file: string): string => `控えを保存しました。ファイル名 ${file}`,
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
