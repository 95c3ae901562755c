const weekdays = ["日", "月", "火", "水", "木", "金", "土"];

/** 「2026年11月23日（月）」 from a calendar day `YYYY-MM-DD`. */
export function dayInWords(day: string): string {
  const [year, month, date] = day.split("-").map(Number);
  const weekday = weekdays[new Date(`${day}T00:00:00Z`).getUTCDay()] ?? "";
  return `${String(year)}年${String(month)}月${String(date)}日（${weekday}）`;
}

/** 「200,000円」 */
export function yenInWords(yen: number): string {
  return `${yen.toLocaleString("ja-JP")}円`;
}
