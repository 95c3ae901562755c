import { sql } from "kysely";
import type { Kysely, Transaction } from "kysely";
import type { Sweep } from "../core/domain/retention.ts";
import type { RetentionRows } from "../core/ports/registry.ts";
import type { Facts } from "./facts.ts";
import type { RegistrySchema } from "./schema.ts";

/* The same words as in the indexes: SQLite uses a partial index only where the query has its condition. */
const closedWithAddress = sql`recipient <> '' and closed_at is not null`;
const endedWithAddress = sql`mail_address <> '' and state in ('released', 'replaced')`;
/** A replaced token's end is in another row; it was no earlier than its own issue. */
const endedAtEarliest = sql`coalesce(released_at, issued_at)`;

/**
 * Makes the missing indexes by which addresses are found when their retention is over. Each contains only the rows that
 * still have an address, so that a search costs as little after years as on the first day.
 */
export async function indexAddresses(database: Kysely<RegistrySchema>): Promise<void> {
  await sql`create index if not exists closed_mails_with_address on outbox (closed_at)
    where ${closedWithAddress}`.execute(database);
  await sql`create index if not exists ended_tokens_with_address on tokens
    (${endedAtEarliest}) where ${endedWithAddress}`.execute(database);
}

/** The data with a retention, within the transaction `database`; the rules are `losesRecipient` and `losesAddress`. */
export function retentionRowsIn(
  database: Transaction<RegistrySchema>,
  facts: Facts,
): RetentionRows {
  return {
    async eraseRecipients(closedBefore, limit) {
      const { numAffectedRows } = await sql`update outbox set recipient = '' where id in (
        select id from outbox
        where ${closedWithAddress} and closed_at < ${closedBefore}
        order by closed_at limit ${limit})`.execute(database);
      return Number(numAffectedRows ?? 0);
    },
    async endedWithAddress(endedBefore, limit) {
      const { rows } = await sql<{ readonly user_id: string }>`select user_id from tokens
        where ${endedWithAddress} and ${endedAtEarliest} < ${endedBefore}
        and (state = 'released' or coalesce(
          (select min(later.issued_at) from tokens as later
            where later.customer_id = tokens.customer_id and later.user_id > tokens.user_id),
          issued_at) < ${endedBefore})
        order by ${endedAtEarliest} limit ${limit}`.execute(database);
      return rows.map(({ user_id }) => user_id);
    },
    async lastSweep() {
      const value = await facts.read("retention-sweep");
      return value === null ? null : (JSON.parse(value) as Sweep);
    },
    setLastSweep: (sweep) => facts.write("retention-sweep", JSON.stringify(sweep)),
  };
}
