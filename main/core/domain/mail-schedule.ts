import type { MailFailure } from "./mail-failure.ts";
import type { KeptMail } from "./outgoing-mail.ts";

const minuteMs = 60_000;
/** How long is waited after the first failure in a row, after the second and so on; then as after the last one. */
const waitsMs = [1, 5, 15, 30, 60].map((minutes) => minutes * minuteMs);
/** RFC 5321 §4.5.4.1: "the give-up time generally needs to be at least 4-5 days". */
const givenUpMs = 5 * 24 * 60 * minuteMs;
/** Nothing is waited for so long: the kiosk was off meanwhile, and what fails may not be up again yet. */
const restMs = 120 * minuteMs;

/** What keeps all mails from going out, kept with the outbox. Times are epoch milliseconds. */
export interface ServerTrouble extends MailFailure {
  readonly since: number;
  readonly tries: number;
  readonly triedAt: number;
  readonly nextTryAt: number;
}

interface Tried {
  readonly tries: number;
  readonly triedAt: number | null;
  readonly nextTryAt: number | null;
}

/** A clock that was put back must not keep anything waiting for the time that it showed before. */
function isTime({ triedAt, nextTryAt }: Tried, now: number): boolean {
  return nextTryAt === null || now >= nextTryAt || (triedAt !== null && now < triedAt);
}

/**
 * Which of the waiting mails are tried at `now`, in this order; while the server is in trouble one after the other, until one fails
 * for that again. What was tried longest ago goes first, so that no mail which the server breaks off at keeps the others.
 * A mail made since the last try is one that somebody just made, and may find the server well again.
 */
export function dueMails(
  waiting: readonly KeptMail[],
  trouble: ServerTrouble | null,
  now: number,
): readonly KeptMail[] {
  const mayTry = (mail: KeptMail): boolean =>
    trouble === null ||
    isTime(trouble, now) ||
    (mail.triedAt === null && mail.queuedAt > trouble.triedAt);
  return waiting
    .filter((mail) => isTime(mail, now) && mayTry(mail))
    .toSorted((a, b) => (a.triedAt ?? 0) - (b.triedAt ?? 0));
}

function afterFailure({ tries, triedAt }: Tried, now: number): Tried & { triedAt: number } {
  const rested = triedAt === null || now - triedAt > restMs;
  const wait = waitsMs[rested ? 0 : Math.min(tries, waitsMs.length - 1)] ?? 0;
  return { tries: tries + 1, triedAt: now, nextTryAt: now + wait };
}

/** `mail` after a try that failed at `now`. */
export function triedInVain(mail: KeptMail, failure: MailFailure, now: number): KeptMail {
  return { ...mail, ...failure, ...afterFailure(mail, now) };
}

/** The trouble after a try that was begun at `begunAt` and failed at `now`. Several at once fail once. */
export function troubleAfter(
  former: ServerTrouble | null,
  failure: MailFailure,
  { begunAt, now }: { readonly begunAt: number; readonly now: number },
): ServerTrouble {
  const { cause, reply } = failure;
  if (former !== null && begunAt <= former.triedAt && former.triedAt <= now) {
    return { ...former, cause, reply };
  }
  const tried = afterFailure(former ?? { tries: 0, triedAt: null, nextTryAt: null }, now);
  return { cause, reply, since: former?.since ?? now, ...tried, nextTryAt: tried.nextTryAt ?? now };
}

/**
 * Whether `mail` is given up at a failure at `now`: it has waited for 5 days, and this isn't the first failure after a
 * pause. `triedAt`: when it, or another in its stead, was tried before.
 */
export function isGivenUp(mail: KeptMail, triedAt: number | null, now: number): boolean {
  const isFirst = triedAt === null || now - triedAt > restMs;
  return !isFirst && now - mail.queuedAt >= givenUpMs;
}

/** Whether `former` is what is known already, so that nobody need be told again. */
export function isSameFailure(
  former: Pick<KeptMail, "cause" | "reply"> | null,
  { cause, reply }: MailFailure,
): boolean {
  return former !== null && former.cause === cause && former.reply === reply;
}
