/** The manual's own words. They are nobody's here to mend, so no rule reads them. */
import type { Text } from "./texts.ts";

/** Where ja.json has whole sentences of the manual. */
const places: readonly string[] = [
  "selection.lead",
  "issueEntry.lead",
  "issueEntry.mailAddress",
  "issueEntry.startPassword",
  "issueConfirmation.lead",
  "startEntry.lead",
  "releaseEntry.lead",
  "notices.items",
];

/** A sentence of the manual's mail, トークン発行のご案内. */
const ofMail = "トークンの設定を行ってください。";

/** Whether a text is the manual's. */
export function isManuals({ file, at, words }: Text): boolean {
  const isOfScreens = file.endsWith("/ja.json") && places.some((place) => at.startsWith(place));
  return isOfScreens || words.endsWith(ofMail);
}
