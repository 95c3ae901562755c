import type { Transaction } from "kysely";
import type { ServerTrouble } from "../core/domain/mail-schedule.ts";
import { unsent } from "../core/domain/outgoing-mail.ts";
import type { OutboxRows, RetentionRows } from "../core/ports/registry.ts";
import { demandOne } from "./demand.ts";
import { mailFrom, mailRow } from "./mapping.ts";
import type { Facts } from "./facts.ts";
import { retentionRowsIn } from "./retention-rows.ts";
import type { RegistrySchema } from "./schema.ts";

const troubleKey = "mail-server-trouble";

/** The rows of the outbox, the fault that keeps them waiting, and the erasure of their addresses. */
export function outboxRowsIn(
  database: Transaction<RegistrySchema>,
  facts: Facts,
): Omit<OutboxRows, "mailsOf"> & RetentionRows {
  return {
    ...retentionRowsIn(database, facts),
    async enqueueMail(mail) {
      await database
        .insertInto("outbox")
        .values(mailRow(unsent(mail)))
        .execute();
    },
    async unsentMails() {
      const rows = await database
        .selectFrom("outbox")
        .selectAll()
        .where("closed_at", "is", null)
        .orderBy("created_at")
        .orderBy("id")
        .execute();
      return rows.map(mailFrom);
    },
    async claimMail(id, now, until) {
      const { numUpdatedRows } = await database
        .updateTable("outbox")
        .set({ claimed_until: until })
        .where("id", "=", id)
        .where("closed_at", "is", null)
        .where(({ eb, or }) =>
          or([eb("claimed_until", "is", null), eb("claimed_until", "<=", now)]),
        )
        .executeTakeFirstOrThrow();
      return numUpdatedRows === 1n;
    },
    async mailById(id) {
      const row = await database
        .selectFrom("outbox")
        .selectAll()
        .where("id", "=", id)
        .executeTakeFirst();
      return row === undefined ? null : mailFrom(row);
    },
    async listMails(which, limit) {
      const rows = await database
        .selectFrom("outbox")
        .selectAll()
        .$if(which === "open", (query) =>
          query.where(({ eb, or }) =>
            or([eb("closed_at", "is", null), eb("outcome", "in", ["rejected", "expired"])]),
          ),
        )
        .orderBy("created_at", "desc")
        .orderBy("id", "desc")
        .limit(limit)
        .execute();
      return rows.map(mailFrom);
    },
    async updateMail(mail) {
      const row = mailRow(mail);
      const { numUpdatedRows } = await database
        .updateTable("outbox")
        .set({
          ...{ closed_at: row.closed_at, outcome: row.outcome, queued_at: row.queued_at },
          ...{ tries: row.tries, tried_at: row.tried_at, next_try_at: row.next_try_at },
          ...{ cause: row.cause, reply: row.reply, claimed_until: null },
        })
        .where("id", "=", mail.id)
        .executeTakeFirstOrThrow();
      demandOne(numUpdatedRows);
    },
    async serverTrouble() {
      const value = await facts.read(troubleKey);
      return value === null ? null : (JSON.parse(value) as ServerTrouble);
    },
    setServerTrouble: (trouble) =>
      facts.write(troubleKey, trouble === null ? null : JSON.stringify(trouble)),
  };
}
