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

/** 「11月22日 20:15」, Japan's time, from epoch milliseconds. */
export function momentInWords(at: number): string {
  const japan = new Date(at + 9 * 3_600_000);
  const two = (part: number) => String(part).padStart(2, "0");
  const day = `${String(japan.getUTCMonth() + 1)}月${String(japan.getUTCDate())}日`;
  return `${day} ${two(japan.getUTCHours())}:${two(japan.getUTCMinutes())}`;
}

/** 「2026-11-22 20:15:30」, Japan's time, from epoch milliseconds; what no calendar has as its number. */
export function timeInWords(at: number): string {
  const japan = new Date(at + 9 * 3_600_000);
  if (Number.isNaN(japan.getTime())) return String(at);
  return japan.toISOString().slice(0, 19).replace("T", " ");
}
