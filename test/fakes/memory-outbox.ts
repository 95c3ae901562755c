import type { ServerTrouble } from "../../main/core/domain/mail-schedule.ts";
import { unsent } from "../../main/core/domain/outgoing-mail.ts";
import type { KeptMail } from "../../main/core/domain/outgoing-mail.ts";
import type { OutboxRows } from "../../main/core/ports/registry.ts";
import { known, refuseKnown } from "./rows-by-key.ts";

interface Rows {
  readonly tokens: ReadonlyMap<string, { readonly customerId: string }>;
  readonly mails: Map<string, KeptMail>;
  trouble: ServerTrouble | null;
}

/** The outbox of the registry in memory. */
export function memoryOutbox(rows: Rows): OutboxRows {
  return {
    enqueueMail: async (mail) => {
      refuseKnown(rows.mails, mail.id);
      rows.mails.set(mail.id, unsent(mail));
    },
    unsentMails: async () =>
      [...rows.mails.values()].filter(({ closedAt }) => closedAt === null).sort(byAge),
    mailById: async (id) => rows.mails.get(id) ?? null,
    listMails: async (which, limit) =>
      [...rows.mails.values()]
        .filter(({ outcome }) => which === "all" || (outcome !== "sent" && outcome !== "cancelled"))
        .sort((a, b) => byAge(b, a))
        .slice(0, limit),
    mailsOf: async (customerId, limit) =>
      [...rows.mails.values()]
        .filter(({ userId }) => rows.tokens.get(userId)?.customerId === customerId)
        .sort((a, b) => byAge(b, a))
        .slice(0, limit),
    updateMail: async (mail) => {
      const { kind, to, userId, createdAt, language } = known(rows.mails, mail.id);
      rows.mails.set(mail.id, { ...mail, kind, to, userId, createdAt, language });
    },
    serverTrouble: async () => rows.trouble,
    setServerTrouble: async (trouble) => {
      rows.trouble = trouble;
    },
  };
}

function byAge(a: KeptMail, b: KeptMail): number {
  return a.createdAt - b.createdAt || (a.id < b.id ? -1 : 1);
}
