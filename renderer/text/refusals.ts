import type { FieldCode } from "../../preload/contract/fields.ts";
import type { UnavailableReason } from "../../preload/contract/answers.ts";
import type { Refusal } from "../../preload/contract/operations.ts";
import type { FieldName } from "../../preload/contract/requests.ts";
import type { SetupCodeRefusal } from "../../preload/contract/refusals.ts";
import { faults } from "./faults.ts";
import { dayInWords, hoursInWords } from "./formats.ts";
import {
  notPossible,
  pinLocked,
  staffLabels,
  staffRefusals,
  staffSentences,
} from "./staff-refusals.ts";
import { fill, words } from "./words.ts";

/** Words by key; a missing key is undefined and not an error. */
type Sentences = Readonly<Partial<Record<string, string>>>;

/**
 * The sentence shown at a refused field. `minutes`, for `phone-clock` and `phone-zone`: how far the phone is ahead (+)
 * or behind (−) of the kiosk's clock.
 */
export function fieldWords(field: FieldName, code: FieldCode, minutes?: number): string {
  const sentences: Sentences = { ...staffSentences, ...words.refusedFields };
  const off = Math.abs(minutes ?? 0);
  const isAhead = (minutes ?? 0) > 0;
  if (code === "phone-clock" && off > 0) {
    return fill(sentences[isAhead ? "phone-ahead" : "phone-behind"] ?? "", { minutes: off });
  }
  if (code === "phone-zone") {
    const sentence = sentences[isAhead ? "phone-zone-ahead" : "phone-zone-behind"] ?? "";
    return fill(sentence, { time: hoursInWords(off) });
  }
  const labels: Sentences = { ...staffLabels, ...words.fields };
  const sentence = sentences[`${field} ${code}`] ?? sentences[code] ?? "";
  return fill(sentence, { field: labels[field] ?? "" });
}

/** Why an application isn't possible now; `from`: the day from which an issue is possible (`YYYY-MM-DD`). */
function unavailableWords(reason: UnavailableReason, from?: string): string {
  if (reason === "reissue-waits" && from !== undefined) {
    return fill(words.unavailable["reissue-waits from"], { day: dayInWords(from) });
  }
  return words.unavailable[reason];
}

/** The three buttons of BOP001. */
export type Choice = "issue" | "start" | "release";

/** The words below a disabled button of BOP001, its own where it has some. */
export function choiceWords(choice: Choice, reason: UnavailableReason, from?: string): string {
  const sentences: Sentences = words.unavailable;
  return sentences[`${choice} ${reason}`] ?? unavailableWords(reason, from);
}

/** Why アプリ設定用QRコード can't be shown. */
export function withheldWords(reason: SetupCodeRefusal["reason"]): string {
  return words.withheld[reason];
}

/** The words for a refusal that belongs to no single field. A reference number is shown after them, not in them. */
export function refusalWords(refusal: Refusal): string {
  switch (refusal.code) {
    case "locked":
      return refusal.kind === "pin" ? pinLocked : words.locked[refusal.kind];
    case "unavailable":
      return unavailableWords(refusal.reason, refusal.from);
    case "setup-code-withheld":
      return withheldWords(refusal.reason);
    case "not-possible":
      return notPossible[refusal.reason];
    case "journal-broken":
      return fill(staffRefusals["journal-broken"], { row: refusal.row });
    case "pin-waits":
      return fill(staffRefusals["pin-waits"], { seconds: refusal.seconds });
    case "out-of-service":
      return faults[refusal.fault];
    case "staff-credentials":
    case "staff-signed-out":
    case "forbidden":
    case "no-such-customer":
    case "export-failed":
      return staffRefusals[refusal.code];
    case "fields":
    case "credentials":
    case "account-stopped":
    case "no-draft":
    case "signed-out":
    case "no-slip":
    case "print-failed":
    case "busy":
    case "record-broken":
    case "malformed":
    case "unexpected":
      return words.refusals[refusal.code];
  }
}
