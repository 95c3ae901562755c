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

/**
 * Makes the delivery of the outbox: each call sends what is unsent, oldest first, and resolves when
 * that is done; it never rejects. Two deliveries never overlap: a call during one makes it look once
 * more. A mail the mailer can't take now stays for the next call; call it at start and now and then.
 *
 * Order of writes, for each mail: ① it is handed over; ② its row is closed and the journal written. A
 * restart finds between them: the row still unsent, so the mail is handed over a second time, under the
 * same id, by which spool and mail reader recognise it.
 */
export function makeDeliverMail(parts: MailParts): () => Promise<void> {
  let running: Promise<void> | null = null;
  let calls = 0;
  const run = async (): Promise<void> => {
    for (let seen = calls - 1; seen < calls;) {
      seen = calls;
      await deliverUnsent(parts);
    }
    running = null;
  };
  return () => {
    calls += 1;
    return (running ??= run());
  };
}

async function deliverUnsent(parts: MailParts): Promise<void> {
  const { registry, log } = parts;
  try {
    for (const mail of await registry.transact((rows) => rows.unsentMails())) {
      // One mail that can't be rendered or closed must not hold up the others.
      await deliver(parts, mail).catch((failure: unknown) => {
        log.error("mail-failed", failure);
      });
    }
  } catch (failure) {
    log.error("outbox-unreadable", failure);
  }
}

async function deliver(parts: MailParts, mail: OutgoingMail): Promise<void> {
  const { registry, mailer, clock, log } = parts;
  const sent = await mailer.send(rendered(parts, mail));
  if (!sent.ok && sent.refusal === "not-now") {
    log.info("mail-waits", { mail: mail.id });
    return;
  }
  const outcome = sent.ok ? "sent" : "rejected";
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
