/** Japan keeps UTC+9 all year: it has had no daylight saving time since 1951, so plain arithmetic is exact. */
const offsetMs = 9 * 60 * 60 * 1_000;
const dayMs = 24 * 60 * 60 * 1_000;

/**
 * The calendar day in Asia/Tokyo at `at` (epoch milliseconds), counted from 1970-01-01.
 *
 * Worked example: 2026-03-31T14:59:59.999Z is 23:59:59.999 on 31 March in Tokyo, one millisecond later
 * is 00:00 on 1 April.
 */
export function tokyoDayAt(at: number): number {
  return Math.floor((at + offsetMs) / dayMs);
}

/** Epoch milliseconds of 00:00:00 in Asia/Tokyo on `day`. */
export function startOfTokyoDay(day: number): number {
  return day * dayMs - offsetMs;
}

/** The time of day in Asia/Tokyo at `at` (epoch milliseconds) as `HH:MM:SS`. */
export function tokyoTimeAt(at: number): string {
  return new Date(at + offsetMs).toISOString().slice(11, 19);
}

/** `day` as `YYYY-MM-DD`. */
export function writtenDay(day: number): string {
  return new Date(day * dayMs).toISOString().slice(0, 10);
}

/** Parses `YYYY-MM-DD`; null: there is no such day, as for 30 February. */
export function dayFrom(written: string): number | null {
  const day = Date.parse(`${written}T00:00:00Z`) / dayMs;
  return Number.isInteger(day) && writtenDay(day) === written ? day : null;
}

/** Parses a minute in Asia/Tokyo, `YYYY-MM-DDThh:mm`, as epoch milliseconds; null: there is no such minute. */
export function tokyoMinuteFrom(written: string): number | null {
  const [, date = "", hours = "", minutes = ""] =
    /^(\d{4}-\d\d-\d\d)[T ]([01]\d|2[0-3]):([0-5]\d)$/.exec(written) ?? [];
  const day = dayFrom(date);
  if (day === null) return null;
  return startOfTokyoDay(day) + (Number(hours) * 60 + Number(minutes)) * 60_000;
}

/** `at` (epoch milliseconds) in Asia/Tokyo as `YYYY-MM-DD hh:mm:ss`; a time outside the calendar, as its number. */
export function writtenTime(at: number): string {
  const shifted = new Date(at + offsetMs);
  if (Number.isNaN(shifted.getTime())) return String(at);
  return shifted.toISOString().slice(0, 19).replace("T", " ");
}
