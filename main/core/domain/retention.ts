import type { KeptMail } from "./outgoing-mail.ts";
import type { Token } from "./token.ts";

const dayMs = 24 * 60 * 60_000;

/** A kiosk is off over holidays; a clock that has gone further since somebody last could tell may have a wrong month or year. */
const longestPauseDays = 14;

/** The last sweep: when that was, and the journal's row by which the clock was last confirmed before it (0: by none). */
export interface Sweep {
  /** Epoch milliseconds. */
  readonly at: number;
  readonly confirmedBy: number;
}

/**
 * The time (epoch milliseconds) before which something must have ended to go at `now`, where it is kept for `days` days;
 * null, as `days` then is: it is kept for ever.
 *
 * Worked example: what ended on 1 April at 10:00 and is kept for 7 days is there on 8 April at 10:00, and gone a
 * millisecond later.
 */
export function goesBefore(days: number | null, now: number): number | null {
  return days === null ? null : now - days * dayMs;
}

/** Whether the address of `mail` goes; one that waits keeps it, however old it is. */
export function losesRecipient(
  mail: Pick<KeptMail, "to" | "closedAt">,
  endedBefore: number,
): boolean {
  return mail.to !== "" && mail.closedAt !== null && mail.closedAt < endedBefore;
}

/**
 * Whether the address of `token` goes; one that lives keeps it. A replaced one ended when the customer's next token was
 * issued: `nextIssuedAt`, null where the registry has lost that one, as by a restore.
 */
export function losesAddress(
  token: Pick<Token, "mailAddress" | "state" | "issuedAt" | "releasedAt">,
  nextIssuedAt: number | null,
  endedBefore: number,
): boolean {
  const { mailAddress, state, issuedAt, releasedAt } = token;
  if (mailAddress === "" || (state !== "released" && state !== "replaced")) return false;
  const endedAt = state === "released" ? releasedAt : nextIssuedAt;
  return issuedAt < endedBefore && (endedAt ?? issuedAt) < endedBefore;
}

/**
 * Whether the clock may have leapt since `last`, so that `now` must not decide what goes: more than 14 days, and nobody
 * has confirmed the clock since. `confirmedBy`: the row by which it is confirmed now.
 */
export function mayHaveLeapt(last: Sweep, { at: now, confirmedBy }: Sweep): boolean {
  return now - last.at > longestPauseDays * dayMs && confirmedBy <= last.confirmedBy;
}
