import { plain } from "./ruby.ts";
import { fill, words } from "./words.ts";

const weekdays = [
  "日《にち》",
  "月《げつ》",
  "火《か》",
  "水《すい》",
  "木《もく》",
  "金《きん》",
  "土《ど》",
];

/** The days of a month that have a special reading, instead of their number and にち. */
const readings: Readonly<Partial<Record<number, string>>> = {
  1: "ついたち",
  2: "ふつか",
  3: "みっか",
  4: "よっか",
  5: "いつか",
  6: "むいか",
  7: "なのか",
  8: "ようか",
  9: "ここのか",
  10: "とおか",
  14: "じゅうよっか",
  20: "はつか",
  24: "にじゅうよっか",
};

/** A calendar day `YYYY-MM-DD`: 「2026年11月23日（月）」, and in the form of the language in use. */
export function dayInWords(day: string): string {
  const midnight = new Date(`${day}T00:00:00Z`);
  const { code, locale } = words.language;
  if (!locale.startsWith("ja")) {
    return new Intl.DateTimeFormat(locale, { dateStyle: "full", timeZone: "UTC" }).format(midnight);
  }
  const japanese = japaneseDay(midnight);
  return code === "ja" ? plain(japanese) : japanese;
}

/** With furigana: 「2026年《ねん》11月《がつ》23日《にち》（月《げつ》）」, 「｜1日《ついたち》」. */
function japaneseDay(midnight: Date): string {
  const date = midnight.getUTCDate();
  const year = `${String(midnight.getUTCFullYear())}年《ねん》`;
  const month = `${String(midnight.getUTCMonth() + 1)}月《がつ》`;
  const reading = readings[date];
  const named =
    reading === undefined ? `${String(date)}日《にち》` : `｜${String(date)}日《${reading}》`;
  return `${year}${month}${named}（${weekdays[midnight.getUTCDay()] ?? ""}）`;
}

/** 「200,000円」, and in the form of the language in use. */
export function yenInWords(yen: number): string {
  const amount = yen.toLocaleString(words.language.locale);
  return fill(words.formats.yen, { amount });
}

/** 「20万円」 as in the manual for round sums in Japanese, else the exact sum. */
export function roundYenInWords(yen: number): string {
  const isRound = yen % 10_000 === 0 && words.language.locale.startsWith("ja");
  return isRound ? fill(words.formats.manYen, { amount: yen / 10_000 }) : yenInWords(yen);
}

/** A duration of whole minutes, from an hour on: 「9時間」, 「3時間30分」, and in the form of the language in use. */
export function hoursInWords(minutes: number): string {
  const { hours, hoursMinutes } = words.formats;
  const rest = minutes % 60;
  return fill(rest === 0 ? hours : hoursMinutes, {
    hours: Math.floor(minutes / 60),
    minutes: rest,
  });
}

/** The change of a transfer limit: lowered from `before` to `after`, or unchanged. */
export function loweredWords(before: number, after: number): string {
  const { limitLowered, limitUnchanged } = words.releaseDone;
  const template = before === after ? limitUnchanged : limitLowered;
  return fill(template, { before: yenInWords(before), after: yenInWords(after) });
}

/** 「11月22日 20:15」, in Japan's time zone, from epoch milliseconds; for staff. */
export function momentInWords(at: number): string {
  return timeInWords(at).replace(/^\d+-0?(\d+)-0?(\d+) (\d+:\d+).*$/, "$1月$2日 $3");
}

/** 「2026-11-22 20:15:30」, in Japan's time zone, from epoch milliseconds; a time outside the calendar, as its number. */
export function timeInWords(at: number): string {
  const japan = new Date(at + 9 * 3_600_000);
  if (Number.isNaN(japan.getTime())) return String(at);
  return japan.toISOString().slice(0, 19).replace("T", " ");
}
