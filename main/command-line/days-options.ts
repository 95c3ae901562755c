import type { Days } from "../core/domain/journal-search.ts";
import { dayFrom } from "../core/domain/tokyo-day.ts";
import { ok, refused } from "../../preload/contract/result.ts";
import type { Result } from "../../preload/contract/result.ts";
import type { Given } from "./command.ts";

/** The days of the journal that a command is about. */
export const daysOptions = {
  from: { value: "DAY", does: "the first day; the journal's first where none is given" },
  to: { value: "DAY", does: "the last day; the journal's last where none is given" },
} as const;

/** What was given for `daysOptions`; `day-form`: not as YYYY-MM-DD, or no such day. */
export function daysGiven({ options }: Given): Result<Days, "day-form"> {
  const [from = null, to = null] = [options["from"], options["to"]].map((day) =>
    typeof day === "string" ? day : null,
  );
  const isDay = (day: string | null) => day === null || dayFrom(day) !== null;
  return isDay(from) && isDay(to) ? ok({ from, to }) : refused("day-form");
}
