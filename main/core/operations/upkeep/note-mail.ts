import { isOfServer } from "../../domain/mail-failure.ts";
import type { MailFailure } from "../../domain/mail-failure.ts";
import {
  isGivenUp,
  isSameFailure,
  afterFailedAttempt,
  troubleAfter,
} from "../../domain/mail-schedule.ts";
import type { OutboxMail } from "../../domain/outgoing-mail.ts";
import type { Clock } from "../../ports/clock.ts";
import type { Log } from "../../ports/log.ts";
import type { Registry, RegistryRows } from "../../ports/registry.ts";

/** The dependencies for recording the outcome of a delivery. */
export interface NotingParts {
  readonly registry: Registry;
  readonly clock: Clock;
  readonly log: Log;
  /** False after the clock was set to another time: no mail is given up by a time that may be wrong. */
  readonly isClockRight: () => boolean;
}

/** Closes `mail`, and journals it. */
export async function closeMail(
  rows: RegistryRows,
  mail: OutboxMail,
  at: number,
  outcome: NonNullable<OutboxMail["outcome"]>,
): Promise<void> {
  const customerId = await rows.customerOfToken(mail.userId);
  await rows.updateMail({ ...mail, closedAt: at, outcome });
  await rows.appendJournal({
    at,
    customerId,
    userId: mail.userId,
    action: "mail",
    outcome: `${mail.kind}-${outcome}`,
  });
}

/** Records that the server accepted `mail` (null), or its verdict. */
export async function noteEnd(
  { registry, clock, log }: NotingParts,
  mail: OutboxMail,
  verdict: MailFailure | null,
): Promise<void> {
  const at = clock();
  const troubleIsOver = await registry.transact(async (rows) => {
    const current = (await rows.mailById(mail.id)) ?? mail;
    // A mail that was cancelled on its way and arrived nevertheless counts as sent; of other ends the first one counts.
    if (current.outcome === null || verdict === null) {
      const { cause = null, reply = null } = verdict ?? {};
      await closeMail(
        rows,
        { ...current, cause, reply },
        at,
        verdict === null ? "sent" : "rejected",
      );
    }
    return clearTrouble(rows);
  });
  if (troubleIsOver) log.info("mail-server-well");
  if (verdict === null && mail.tries > 0) {
    log.info("mail-sent", { mail: mail.id, tries: mail.tries });
  }
}

/**
 * Records that an attempt for `mail` that began at `begunAt` failed. A trouble of the server is the failure of all
 * mails that wait, and a mail that has waited for days is given up with it. The failure is logged once, until another
 * one follows or the mail is sent.
 */
export async function noteFailure(
  { registry, clock, log, isClockRight }: NotingParts,
  mail: OutboxMail,
  failure: MailFailure,
  begunAt: number,
): Promise<void> {
  const now = clock();
  const ofServer = isOfServer(failure);
  const mayGiveUp = isClockRight();
  const noted = await registry.transact(async (rows) => {
    const current = await rows.mailById(mail.id);
    const former = await rows.serverTrouble();
    if (current?.outcome === null) await rows.updateMail(afterFailedAttempt(current, failure, now));
    const isNews = !isSameFailure(ofServer ? former : current, failure);
    const before = ofServer
      ? (former?.triedAt ?? current?.triedAt ?? null)
      : (current?.triedAt ?? null);
    if (ofServer) await rows.setServerTrouble(troubleAfter(former, failure, { begunAt, now }));
    const troubleIsOver = !ofServer && (await clearTrouble(rows));
    for (const waiting of mayGiveUp ? await rows.unsentMails() : []) {
      const isMeant = ofServer || waiting.id === mail.id;
      if (isMeant && isGivenUp(waiting, before, now))
        await closeMail(rows, waiting, now, "expired");
    }
    return { isNews, troubleIsOver };
  });
  if (noted.troubleIsOver) log.info("mail-server-well");
  if (!noted.isNews) return;
  const words = { cause: failure.cause, reply: failure.reply ?? "none" };
  if (ofServer) log.info("mail-server-trouble", words);
  else log.info("mail-waits", { mail: mail.id, ...words });
}

/** The server has answered about a mail, so that its trouble is over. */
async function clearTrouble(rows: RegistryRows): Promise<boolean> {
  if ((await rows.serverTrouble()) === null) return false;
  await rows.setServerTrouble(null);
  return true;
}
