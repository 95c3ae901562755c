import type { OutboxMail } from "./outgoing-mail.ts";
import type { Token } from "./token.ts";

const dayMs = 24 * 60 * 60_000;

/**
 * A kiosk may be off over holidays; a clock that is further ahead of its last confirmation may have a wrong month or
 * year.
 */
const longestPauseDays = 14;

/** The last sweep: its time, and the journal row that was the last confirmation of the clock before it (0: none). */
export interface Sweep {
  /** Epoch milliseconds. */
  readonly at: number;
  readonly confirmedBy: number;
}

/**
 * The time (epoch milliseconds) before which data must have ended to be erased at `now`, where it is retained for
 * `days` days; null with `days` null: it is retained for ever.
 *
 * Worked example: data that ended on 1 April at 10:00 and is retained for 7 days is there on 8 April at 10:00, and
 * erased a millisecond later.
 */
export function goesBefore(days: number | null, now: number): number | null {
  return days === null ? null : now - days * dayMs;
}

/** Whether the address of `mail` is erased; a mail that waits keeps its address at any age. */
export function losesRecipient(
  mail: Pick<OutboxMail, "to" | "closedAt">,
  endedBefore: number,
): boolean {
  return mail.to !== "" && mail.closedAt !== null && mail.closedAt < endedBefore;
}

/**
 * Whether the address of `token` is erased; a token in use keeps its address. A replaced token ended when the
 * customer's next one was issued: `nextIssuedAt`, null where the registry has lost that token, as by a restore.
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
 * Whether the clock may have jumped since `last`, so that `now` must not decide what is erased: it is more than 14 days
 * later, and the clock wasn't confirmed since. `confirmedBy`: the row that confirms it now.
 */
export function mayHaveLeapt(last: Sweep, { at: now, confirmedBy }: Sweep): boolean {
  return now - last.at > longestPauseDays * dayMs && confirmedBy <= last.confirmedBy;
}
