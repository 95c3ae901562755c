import type { Config, Language } from "../config.ts";
import type { MailPlaceholder } from "../config/schema.ts";
import { aboveJapanese, filledMailText } from "../domain/mail-text.ts";
import type { MailWords } from "../domain/mail-text.ts";
import type { OutgoingMail } from "../domain/outgoing-mail.ts";
import type { Clock } from "../ports/clock.ts";
import type { Log } from "../ports/log.ts";
import type { MailMessage, Mailer } from "../ports/mailer.ts";
import type { Registry } from "../ports/registry.ts";

/** What the outbox is emptied with. */
export interface MailParts {
  readonly registry: Registry;
  readonly mailer: Mailer;
  readonly config: Config;
  readonly languages: readonly Language[];
  readonly clock: Clock;
  readonly log: Log;
}

/** A server may think about one mail for minutes; so many more go past it. */
const atOnce = 4;

interface Deliveries {
  /** Mails that are being handed over, by their ids. */
  readonly underWay: Map<string, Promise<void>>;
  /** Mails whose failure the log was told. */
  readonly told: Set<string>;
  /** What the server said of mails whose row couldn't be closed then: they must not be handed over again. */
  readonly answered: Map<string, "sent" | "rejected">;
}

/**
 * Makes the delivery of the outbox: each call sends what is unsent, oldest first and a few at once, and resolves when
 * nothing is under way any more; it never rejects. No mail is under way twice: a call looks for those that aren't, and
 * one during such a look makes it look once more. A mail the mailer can't take now stays for the next call; call it at
 * start and now and then. One that can't be rendered or closed is logged once, until that works again; what the server
 * answered isn't asked for again.
 *
 * Order of writes, for each mail: ① it is handed over; ② its row is closed and the journal written. A
 * restart finds between them: the row still unsent, so the mail is handed over a second time, under the
 * same id, by which spool and mail reader recognise it.
 */
export function makeDeliverMail(parts: MailParts): () => Promise<void> {
  const deliveries: Deliveries = { underWay: new Map(), told: new Set(), answered: new Map() };
  let looking: Promise<void> | null = null;
  let calls = 0;
  const look = async (): Promise<void> => {
    for (let seen = calls - 1; seen < calls;) {
      seen = calls;
      await deliverUnsent(parts, deliveries);
    }
    looking = null;
  };
  return async () => {
    calls += 1;
    await (looking ??= look());
    await Promise.all(deliveries.underWay.values());
  };
}

async function deliverUnsent(parts: MailParts, deliveries: Deliveries): Promise<void> {
  const { registry, log } = parts;
  const { underWay, told, answered } = deliveries;
  try {
    // Before the rows are read: a mail that is done meanwhile stands among them as unsent.
    const before = new Set(underWay.keys());
    for (const mail of await registry.transact((rows) => rows.unsentMails())) {
      if (before.has(mail.id)) continue;
      if (underWay.size >= atOnce) await Promise.race(underWay.values());
      // One mail that can't be rendered or closed must not hold up the others.
      const handed = deliver(parts, mail, answered)
        .then(() => {
          told.delete(mail.id);
        })
        .catch((failure: unknown) => {
          if (!told.has(mail.id)) log.error("mail-failed", failure);
          told.add(mail.id);
        })
        .finally(() => underWay.delete(mail.id));
      underWay.set(mail.id, handed);
    }
  } catch (failure) {
    log.error("outbox-unreadable", failure);
  }
}

async function deliver(
  parts: MailParts,
  mail: OutgoingMail,
  answered: Deliveries["answered"],
): Promise<void> {
  const { registry, clock, log } = parts;
  const outcome = answered.get(mail.id) ?? (await handOver(parts, mail));
  if (outcome === "not-now") {
    log.info("mail-waits", { mail: mail.id });
    return;
  }
  answered.set(mail.id, outcome);
  const at = clock();
  await registry.transact(async (rows) => {
    const token = await rows.tokenByUserId(mail.userId);
    await rows.closeMail(mail.id, at, outcome);
    await rows.appendJournal({
      at,
      customerId: token?.customerId ?? null,
      userId: mail.userId,
      action: "mail",
      outcome: `${mail.kind}-${outcome}`,
    });
  });
  answered.delete(mail.id);
}

async function handOver(parts: MailParts, mail: OutgoingMail) {
  const sent = await parts.mailer.send(rendered(parts, mail));
  return sent.ok ? "sent" : sent.refusal;
}

/** In the customer's language too, if the kiosk speaks it. */
function rendered({ config, languages }: MailParts, mail: OutgoingMail): MailMessage {
  const { bank, token, mail: own } = config;
  const values: Record<MailPlaceholder, string> = {
    bankName: bank.name,
    serviceId: token.serviceId,
    userId: mail.userId,
    phone: bank.phone,
    mobileLink: own.links.mobile,
    smartphoneLink: own.links.smartphone,
  };
  const filled = ({ subject, text }: MailWords): MailWords => ({
    subject: filledMailText(subject, values),
    text: filledMailText(text, values),
  });
  const japanese = filled(own.texts[mail.kind]);
  const theirs = languages.find(({ code }) => code === mail.language)?.mails?.[mail.kind];
  const words = theirs === undefined ? japanese : aboveJapanese(filled(theirs), japanese);
  return { id: mail.id, to: mail.to, ...words, at: mail.createdAt };
}
