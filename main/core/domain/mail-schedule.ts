import type { MailFailure } from "./mail-failure.ts";
import type { OutboxMail } from "./outgoing-mail.ts";

const minuteMs = 60_000;
/** The waits after the first failure in a row, after the second and so on; the last one repeats. */
const waitsMs = [1, 5, 15, 30, 60].map((minutes) => minutes * minuteMs);
/** RFC 5321 §4.5.4.1: "the give-up time generally needs to be at least 4-5 days". */
const givenUpMs = 5 * 24 * 60 * minuteMs;
/** No retry waits for so long: after such a pause the kiosk was off, and the server may not be up again yet. */
const restMs = 120 * minuteMs;

/** The fault that keeps all mails from being sent, stored with the outbox. Times are epoch milliseconds. */
export interface ServerTrouble extends MailFailure {
  readonly since: number;
  readonly tries: number;
  readonly triedAt: number;
  readonly nextTryAt: number;
}

interface Attempts {
  readonly tries: number;
  readonly triedAt: number | null;
  readonly nextTryAt: number | null;
}

/** After the clock was set back, no mail must wait for the time that it showed before. */
function isTime({ triedAt, nextTryAt }: Attempts, now: number): boolean {
  return nextTryAt === null || now >= nextTryAt || (triedAt !== null && now < triedAt);
}

/**
 * The waiting mails that are due at `now`, in this order; while the server is in trouble they are sent one after the
 * other, until one fails for that reason again. The mail whose last attempt is oldest goes first, so that a mail at
 * which the server breaks off doesn't hold up the others. A mail made since the last attempt is due at once: a customer
 * is waiting for it, and the server may have recovered.
 */
export function dueMails(
  waiting: readonly OutboxMail[],
  trouble: ServerTrouble | null,
  now: number,
): readonly OutboxMail[] {
  const mayTry = (mail: OutboxMail): boolean =>
    trouble === null ||
    isTime(trouble, now) ||
    (mail.triedAt === null && mail.queuedAt > trouble.triedAt);
  return waiting
    .filter((mail) => isTime(mail, now) && mayTry(mail))
    .toSorted((a, b) => (a.triedAt ?? 0) - (b.triedAt ?? 0));
}

function afterFailure({ tries, triedAt }: Attempts, now: number): Attempts & { triedAt: number } {
  const rested = triedAt === null || now - triedAt > restMs;
  const wait = waitsMs[rested ? 0 : Math.min(tries, waitsMs.length - 1)] ?? 0;
  return { tries: tries + 1, triedAt: now, nextTryAt: now + wait };
}

/** `mail` after an attempt that failed at `now`. */
export function afterFailedAttempt(
  mail: OutboxMail,
  failure: MailFailure,
  now: number,
): OutboxMail {
  return { ...mail, ...failure, ...afterFailure(mail, now) };
}

/**
 * The trouble after an attempt that began at `begunAt` and failed at `now`. Attempts at the same time count as one
 * failure.
 */
export function troubleAfter(
  former: ServerTrouble | null,
  failure: MailFailure,
  { begunAt, now }: { readonly begunAt: number; readonly now: number },
): ServerTrouble {
  const { cause, reply } = failure;
  if (former !== null && begunAt <= former.triedAt && former.triedAt <= now) {
    return { ...former, cause, reply };
  }
  const schedule = afterFailure(former ?? { tries: 0, triedAt: null, nextTryAt: null }, now);
  return {
    cause,
    reply,
    since: former?.since ?? now,
    ...schedule,
    nextTryAt: schedule.nextTryAt ?? now,
  };
}

/**
 * Whether `mail` is given up at a failure at `now`: it has waited for 5 days, and this isn't the first failure after a
 * pause. `triedAt`: the time of its last attempt, or of the attempt with another mail in its place.
 */
export function isGivenUp(mail: OutboxMail, triedAt: number | null, now: number): boolean {
  const isFirst = triedAt === null || now - triedAt > restMs;
  return !isFirst && now - mail.queuedAt >= givenUpMs;
}

/** Whether `former` is the same failure, so that it need not be reported again. */
export function isSameFailure(
  former: Pick<OutboxMail, "cause" | "reply"> | null,
  { cause, reply }: MailFailure,
): boolean {
  return former !== null && former.cause === cause && former.reply === reply;
}
