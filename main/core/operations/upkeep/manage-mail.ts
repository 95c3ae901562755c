import { ok, refused } from "../../../../preload/contract/result.ts";
import type { Result } from "../../../../preload/contract/result.ts";
import type { JournalEvent } from "../../domain/journal-event.ts";
import type { OutboxMail } from "../../domain/outgoing-mail.ts";
import type { Clock } from "../../ports/clock.ts";
import type { Registry, RegistryRows } from "../../ports/registry.ts";
import { closeMail } from "./note-mail.ts";

/** `mail-ambiguous`: several mails' numbers begin like that. */
export type MailRefusal =
  "mail-unknown" | "mail-ambiguous" | "mail-sent" | "mail-cancelled" | "mail-erased";

/** The dependencies of the management of mails. */
interface ManagedMails {
  readonly registry: Registry;
  readonly clock: Clock;
}

/** Many more than an administrator reads. */
const mostListed = 10_000;
/** The least length of a number's beginning, so that no mail matches by chance. */
const shortestBeginning = 8;

/** Newest first; `open`: without those that were sent or cancelled. Writes nothing. */
export function listMails(
  { registry }: Pick<ManagedMails, "registry">,
  which: "open" | "all",
): Promise<readonly OutboxMail[]> {
  return registry.transact((rows) => rows.listMails(which, mostListed));
}

/**
 * Makes a mail due at the kiosk's next check, within half a minute, and for 5 days from now: one that waits, was
 * refused or has expired. It keeps its id, so that a recipient who got it nevertheless gets it once. One transaction,
 * with the journal.
 */
export function retryMail(
  parts: ManagedMails,
  number: string,
): Promise<Result<readonly OutboxMail[], MailRefusal>> {
  return change(parts, number, async (rows, mail, at) => {
    if (mail.outcome === "cancelled") return refused("mail-cancelled");
    if (mail.to === "") return refused("mail-erased");
    await retry(rows, mail, at);
    await rows.setServerTrouble(null);
    return ok([mail]);
  });
}

/** The same for all mails that wait, were refused or have expired, and still have an address. */
export function retryAll({
  registry,
  clock,
}: ManagedMails): Promise<Result<readonly OutboxMail[], MailRefusal>> {
  return registry.transact(async (rows) => {
    const open = (await rows.listMails("open", mostListed)).filter(({ to }) => to !== "");
    for (const mail of open) await retry(rows, mail, clock());
    // The first mail shows whether the server has recovered, and the others wait for it.
    const trouble = await rows.serverTrouble();
    if (trouble !== null) await rows.setServerTrouble({ ...trouble, nextTryAt: clock() });
    return ok(open);
  });
}

/** Cancels a mail, which health no longer reports. */
export function cancelMail(
  parts: ManagedMails,
  number: string,
): Promise<Result<readonly OutboxMail[], MailRefusal>> {
  return change(parts, number, async (rows, mail, at) => {
    if (mail.outcome === "cancelled") return refused("mail-cancelled");
    await closeMail(rows, mail, at, "cancelled");
    await journal(rows, mail, { at, action: "mail-cancel" });
    return ok([mail]);
  });
}

async function retry(rows: RegistryRows, mail: OutboxMail, at: number): Promise<void> {
  const requeued = { outcome: null, closedAt: null, queuedAt: at, tries: 0, nextTryAt: null };
  await rows.updateMail({ ...mail, ...requeued });
  await journal(rows, mail, { at, action: "mail-retry" });
}

/** Finds the one mail whose number is, or begins like, `number`. */
function change<T>(
  { registry, clock }: ManagedMails,
  number: string,
  write: (rows: RegistryRows, mail: OutboxMail, at: number) => Promise<Result<T, MailRefusal>>,
): Promise<Result<T, MailRefusal>> {
  return registry.transact(async (rows) => {
    const found =
      number.length < shortestBeginning
        ? []
        : (await rows.listMails("all", Number.MAX_SAFE_INTEGER)).filter(({ id }) =>
            id.startsWith(number),
          );
    const mail = found.find(({ id }) => id === number) ?? found[0];
    if (mail === undefined) return refused("mail-unknown");
    if (found.length > 1 && mail.id !== number) return refused("mail-ambiguous");
    return mail.outcome === "sent" ? refused("mail-sent") : write(rows, mail, clock());
  });
}

/** The actor is the administrator of the machine, and no member of the staff. */
async function journal(
  rows: RegistryRows,
  mail: OutboxMail,
  { at, action }: Pick<JournalEvent, "at" | "action">,
): Promise<void> {
  await rows.appendJournal({
    ...{ at, action, outcome: "done", userId: mail.userId },
    customerId: await rows.customerOfToken(mail.userId),
    detail: `kind=${mail.kind} mail=${mail.id} by=command-line`,
  });
}
