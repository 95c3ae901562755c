import type { Transaction } from "kysely";
import type { JournalSeal } from "../core/domain/journal-chain.ts";
import type { RegistryRows } from "../core/ports/registry.ts";
import { demandSeal } from "./demand.ts";
import { failuresIn } from "./customer-record.ts";
import type { CustomerRecords } from "./customer-records.ts";
import type { RowLocks } from "./database-ways.ts";
import type { RegistrySchema } from "./schema.ts";
import type { StaffRecords } from "./staff-rows.ts";

/** Far more IDs than an attacker can type at a screen to have one count forgotten. */
const mostStrangers = 10_000;

/**
 * The counts of failures inside one transaction. Those of customers and staff are part of their sealed records. A typed
 * ID that is unknown may be a password or a PIN in the wrong field: only its MAC under the journal's key is stored, and
 * only the counts of the newest 10,000.
 */
export function failureRowsIn(
  database: Transaction<RegistrySchema>,
  seal: JournalSeal | null,
  known: Pick<CustomerRecords, "byLoginId" | "setFailures"> &
    Pick<StaffRecords, "pinFailures" | "setPinFailures">,
  locks: Pick<RowLocks, "stranger">,
): Pick<RegistryRows, "failures" | "setFailures"> {
  const strangersSubject = (typed: string) => {
    // No row and no head of the journal, and no record, has a text that begins so. The name is that of the former
    // table.
    return demandSeal(seal).mac(JSON.stringify(["wrong-tries", typed]));
  };
  const nextNumber = async () => {
    const newest = await database
      .selectFrom("stranger_failures")
      .select("number")
      .orderBy("number", "desc")
      .limit(1)
      .executeTakeFirst();
    return (newest?.number ?? 0) + 1;
  };
  return {
    async failures(typed, kind) {
      if (kind === "pin") {
        const count = await known.pinFailures(typed);
        if (count !== null) return count;
      } else {
        const record = await known.byLoginId(typed);
        if (record !== null) return failuresIn(record, kind);
      }
      const subject = strangersSubject(typed);
      await locks.stranger(subject);
      const row = await database
        .selectFrom("stranger_failures")
        .select("count")
        .where("subject", "=", subject)
        .where("kind", "=", kind)
        .executeTakeFirst();
      return row?.count ?? 0;
    },
    async setFailures(typed, kind, count) {
      if (kind === "pin") {
        if (await known.setPinFailures(typed, count)) return;
      } else {
        const record = await known.byLoginId(typed);
        if (record !== null) return known.setFailures(record, kind, count);
      }
      const number = await nextNumber();
      const subject = strangersSubject(typed);
      await database
        .insertInto("stranger_failures")
        .values({ subject, kind, count, number })
        .onConflict((conflict) =>
          conflict.columns(["subject", "kind"]).doUpdateSet({ count, number }),
        )
        .execute();
      await database
        .deleteFrom("stranger_failures")
        .where("number", "<=", number - mostStrangers)
        .execute();
    },
  };
}
