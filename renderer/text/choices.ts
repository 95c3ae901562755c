/** 「表示・ことば」 and its dialog. */
export const choices = {
  open: "表示・ことば",
  title: "表示・ことば",
  lead: "選ぶと、すぐに変わります。入力された内容はそのままです。お手続きが終わると、元の表示に戻ります。",
  language: "ことば",
  textSize: "文字の大きさ",
  textSizes: { "100": "標準", "150": "大きい", "200": "とても大きい" },
  contrast: "色",
  contrasts: { standard: "標準", high: "高コントラスト" },
  reach: "ボタンの位置",
  reaches: { standard: "標準", low: "低い位置（車いす）" },
  keyboardOrder: "キーボードの並び",
  keyboardOrders: { standard: "標準", plain: "ABC順・電話の並び" },
  speech: "音声案内（イヤホン）",
  speeches: { off: "なし", on: "あり" },
  reset: "標準に戻す",
  close: "閉じる",
} as const;
