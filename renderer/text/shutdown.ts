/** The actions of KST002 that take the kiosk out of service. */
export const shutdown = {
  heading: "機械の操作",
  cancel: "やめる",
  ending: "まもなく終了します。そのままお待ちください。",
} as const;

/** Each action: its button, the question before it, and the button that confirms it. */
export const shutdownWords = {
  closeForCleaning: {
    name: "清掃のために閉じる",
    question: "清掃のために画面を閉じますか",
    words: "お客さまの画面を閉じます。係員がログインすると、受付を再開します。",
    confirm: "閉じる",
  },
  restartKiosk: {
    name: "再起動する",
    question: "この機械を再起動しますか",
    words: "プログラムを終了し、自動で起動し直します。登録済みの内容はそのまま残ります。",
    confirm: "再起動",
  },
  shutDownKiosk: {
    name: "終了する",
    question: "この機械を終了しますか",
    words: "プログラムを終了します。自動では起動しません。登録済みの内容はそのまま残ります。",
    confirm: "終了",
  },
} as const;

/** KST008 清掃中 */
export const cleaning = {
  title: "清掃中",
  words: "ただいま清掃中です。恐れ入りますが、しばらくお待ちください。",
} as const;
