import type { KeptMail } from "../../main/core/domain/outgoing-mail.ts";
import { losesAddress, losesRecipient } from "../../main/core/domain/retention.ts";
import type { Sweep } from "../../main/core/domain/retention.ts";
import type { Token } from "../../main/core/domain/token.ts";
import type { RetentionRows } from "../../main/core/ports/registry.ts";

interface Rows {
  readonly tokens: ReadonlyMap<string, Token>;
  readonly mails: Map<string, KeptMail>;
  sweep: Sweep | null;
}

/** What goes after a while, of the registry in memory. */
export function memoryRetention(rows: Rows): RetentionRows {
  const nextIssuedAt = ({ customerId, userId }: Token): number | null =>
    [...rows.tokens.values()]
      .filter((token) => token.customerId === customerId && token.userId > userId)
      .map(({ issuedAt }) => issuedAt)
      .sort((a, b) => a - b)[0] ?? null;
  return {
    eraseRecipients: async (closedBefore, limit) => {
      const due = [...rows.mails.values()]
        .filter((mail) => losesRecipient(mail, closedBefore))
        .sort((a, b) => (a.closedAt ?? 0) - (b.closedAt ?? 0))
        .slice(0, limit);
      for (const mail of due) rows.mails.set(mail.id, { ...mail, to: "" });
      return due.length;
    },
    endedWithAddress: async (endedBefore, limit) =>
      [...rows.tokens.values()]
        .filter((token) => losesAddress(token, nextIssuedAt(token), endedBefore))
        .slice(0, limit)
        .map(({ userId }) => userId),
    lastSweep: async () => rows.sweep,
    setLastSweep: async (sweep) => {
      rows.sweep = sweep;
    },
  };
}
