import type { Transaction } from "kysely";
import type { JournalSeal } from "../core/domain/journal-chain.ts";
import type { RegistryRows } from "../core/ports/registry.ts";
import type { CustomerRecords } from "./customer-records.ts";
import type { RegistrySchema } from "./schema.ts";
import type { StaffTries } from "./staff-rows.ts";
import { writeTries } from "./write-tries.ts";

/** Far more IDs than anybody types at a screen to have the count of one of them forgotten. */
const mostStrangers = 10_000;

/**
 * The counts of wrong tries inside one transaction; those of customers and staff are part of their sealed records. What is
 * typed as an ID and is nobody's may be a password or a PIN
 * in the wrong field: of it nothing but a MAC under the journal's key is kept, and the counts of the newest 10,000.
 */
export function wrongTriesOver(
  database: Transaction<RegistrySchema>,
  seal: JournalSeal | null,
  known: Pick<CustomerRecords, "byLoginId" | "setTries"> & Omit<StaffTries, "sealStaff">,
): Pick<RegistryRows, "wrongTries" | "setWrongTries"> {
  const strangersSubject = (typed: string) => {
    if (seal === null) throw new Error("The journal is not sealed yet");
    // No row and no head of the journal has a text that begins so, nor has a record.
    return seal.mac(JSON.stringify(["wrong-tries", typed]));
  };
  const nextNumber = async () => {
    const newest = await database
      .selectFrom("wrong_tries")
      .select("stranger_number")
      .where("stranger_number", "is not", null)
      .orderBy("stranger_number", "desc")
      .limit(1)
      .executeTakeFirst();
    return (newest?.stranger_number ?? 0) + 1;
  };
  return {
    async wrongTries(typed, kind) {
      if (kind === "pin") {
        const count = await known.pinTries(typed);
        if (count !== null) return count;
      } else {
        const record = await known.byLoginId(typed);
        if (record !== null) return record.tries.find((tries) => tries.kind === kind)?.count ?? 0;
      }
      const row = await database
        .selectFrom("wrong_tries")
        .select("count")
        .where("subject", "=", strangersSubject(typed))
        .where("kind", "=", kind)
        .executeTakeFirst();
      return row?.count ?? 0;
    },
    async setWrongTries(typed, kind, count) {
      if (kind === "pin") {
        if (await known.setPinTries(typed, count)) return;
      } else {
        const record = await known.byLoginId(typed);
        if (record !== null) return known.setTries(record, { kind, count });
      }
      const number = await nextNumber();
      const subject = strangersSubject(typed);
      await writeTries(database, { subject, kind, count, stranger_number: number });
      await database
        .deleteFrom("wrong_tries")
        .where("stranger_number", "<=", number - mostStrangers)
        .execute();
    },
  };
}
