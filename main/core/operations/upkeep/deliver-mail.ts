import { isOfServer } from "../../domain/mail-failure.ts";
import type { MailFailure } from "../../domain/mail-failure.ts";
import { dueMails } from "../../domain/mail-schedule.ts";
import type { OutboxMail } from "../../domain/outgoing-mail.ts";
import type { Mailer } from "../../ports/mailer.ts";
import { noteEnd, noteFailure } from "./note-mail.ts";
import type { NotingParts } from "./note-mail.ts";
import { renderedMail } from "./rendered-mail.ts";
import type { MailTexts } from "./rendered-mail.ts";

/** The dependencies of the delivery. */
export interface MailParts extends NotingParts, MailTexts {
  readonly mailer: Mailer;
  /** Whether other processes deliver the same outbox. A kiosk with a registry of its own is alone. */
  readonly isShared?: boolean;
}

/** Longer than the slowest delivery: RFC 5321 §4.5.3.2.6 allows ten minutes for the answer to a mail's end alone. */
const claimMs = 11 * 60_000;
/** A server may take minutes for one mail; this many are sent in parallel. */
const atOnce = 4;

interface Deliveries {
  /** Mails under way, by their ids. */
  readonly underWay: Map<string, Promise<void>>;
  /** Mails whose failure is in the log. */
  readonly logged: Set<string>;
  /** The server's final answers to mails whose row couldn't be closed then: they must not be sent again. */
  readonly answered: Map<string, MailFailure | null>;
}

/**
 * Makes the delivery of the outbox: each call sends the mails that are due, a few at once, and resolves when none is
 * under way any more; it never rejects. No mail is under way twice: a call reads those that aren't, and a call during
 * that reading makes it read once more. It is called at start and at intervals. A mail that the server can't accept now
 * waits as its row states; a server in trouble is tried with one mail, and the others wait with it. A mail that can't
 * be rendered or closed is logged once, until that succeeds; a final answer of the server isn't requested again.
 *
 * Order of writes, for each mail: ① it is sent; ② one transaction: its row, the journal where it is closed, the state
 * of the server. A restart in between finds the row as before, so the mail is sent a second time, under the same id, by
 * which spool and mail reader recognise it.
 */
export function makeDeliverMail(parts: MailParts): () => Promise<void> {
  const deliveries: Deliveries = { underWay: new Map(), logged: new Set(), answered: new Map() };
  let looking: Promise<void> | null = null;
  let calls = 0;
  const look = async (): Promise<void> => {
    for (let seen = calls - 1; seen < calls;) {
      seen = calls;
      await deliverDue(parts, deliveries);
    }
    looking = null;
  };
  return async () => {
    calls += 1;
    await (looking ??= look());
    await Promise.all(deliveries.underWay.values());
  };
}

async function deliverDue(parts: MailParts, deliveries: Deliveries): Promise<void> {
  const { registry, log, clock } = parts;
  const { underWay, logged } = deliveries;
  try {
    // This is read before the rows: a mail that is done meanwhile is among them as unsent.
    const before = new Set(underWay.keys());
    const { waiting, trouble } = await registry.read(async (rows) => ({
      waiting: await rows.unsentMails(),
      trouble: await rows.serverTrouble(),
    }));
    let oneByOne = trouble !== null;
    const round = { isOver: false };
    for (const mail of dueMails(waiting, trouble, clock())) {
      if (before.has(mail.id)) continue;
      if (underWay.size >= atOnce) await Promise.race(underWay.values());
      if (round.isOver) return;
      // A mail that can't be rendered or closed must not hold up the others.
      const handed = deliver(parts, mail, deliveries.answered)
        .then((failure) => {
          logged.delete(mail.id);
          round.isOver ||= failure !== null && isOfServer(failure);
        })
        .catch((failure: unknown) => {
          if (!logged.has(mail.id)) log.error("mail-failed", failure);
          logged.add(mail.id);
        })
        .finally(() => underWay.delete(mail.id));
      underWay.set(mail.id, handed);
      if (!oneByOne) continue;
      await handed;
      oneByOne = false;
    }
  } catch (failure) {
    log.error("outbox-unreadable", failure);
  }
}

/** Why it isn't accepted; null: it is, or it was cancelled. */
async function deliver(
  parts: MailParts,
  mail: OutboxMail,
  answered: Deliveries["answered"],
): Promise<MailFailure | null> {
  const begunAt = parts.clock();
  let failure = answered.get(mail.id);
  if (failure === undefined) {
    if (!(await isOurs(parts, mail.id, begunAt))) return null;
    const sent = await parts.mailer.send(renderedMail(parts, mail));
    failure = sent.ok ? null : sent.refusal;
  }
  if (failure !== null && failure.cause !== "address") {
    await noteFailure(parts, mail, failure, begunAt);
    return failure;
  }
  answered.set(mail.id, failure);
  await noteEnd(parts, mail, failure);
  answered.delete(mail.id);
  return failure;
}

/** Whether the mail is still to be delivered: it may have been cancelled, or another process may deliver it. */
function isOurs({ registry, isShared }: MailParts, id: string, now: number): Promise<boolean> {
  if (isShared === true) return registry.transact((rows) => rows.claimMail(id, now, now + claimMs));
  return registry.read(async (rows) => (await rows.mailById(id))?.outcome === null);
}
