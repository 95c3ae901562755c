import type { Transaction } from "kysely";
import { looks } from "../core/domain/journal-event.ts";
import type { RegistryRows } from "../core/ports/registry.ts";
import { mailFrom } from "./mapping.ts";
import type { RegistrySchema } from "./schema.ts";

/** The rows about one customer besides their own row and tokens, newest first. */
export function aboutCustomerRowsIn(
  database: Transaction<RegistrySchema>,
): Pick<RegistryRows, "mailsOf" | "journalOf"> {
  return {
    async mailsOf(customerId, limit) {
      const rows = await database
        .selectFrom("outbox")
        .innerJoin("tokens", "tokens.user_id", "outbox.user_id")
        .selectAll("outbox")
        .where("tokens.customer_id", "=", customerId)
        .orderBy("outbox.created_at", "desc")
        .orderBy("outbox.id", "desc")
        .limit(limit)
        .execute();
      return rows.map(mailFrom);
    },
    async journalOf(customerId, limit) {
      const rows = await database
        .selectFrom("journal")
        .select(["at", "kiosk", "user_id", "action", "outcome", "staff_id", "detail"])
        .where("customer_id", "=", customerId)
        .where("action", "not in", looks)
        .orderBy("at", "desc")
        .orderBy("number", "desc")
        .limit(limit)
        .execute();
      return rows.map(({ user_id, staff_id, ...row }) => {
        return { ...row, customerId, userId: user_id, staffId: staff_id };
      });
    },
  };
}
