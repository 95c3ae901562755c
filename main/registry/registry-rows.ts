import type { Transaction } from "kysely";
import type { JournalSeal } from "../core/domain/journal-chain.ts";
import { currentToken } from "../core/domain/token.ts";
import { greatestOf } from "../core/domain/user-id.ts";
import type { RegistryRows } from "../core/ports/registry.ts";
import { rowsAboutCustomer } from "./about-customer-rows.ts";
import { customerRecordsOver } from "./customer-records.ts";
import { searchCustomers } from "./search-customers.ts";
import { appendToJournal } from "./journal-rows.ts";
import { outboxOver } from "./outbox-rows.ts";
import type { RegistrySchema } from "./schema.ts";
import { repairRecord } from "./repair-record.ts";
import { factsOver, sealingRowsOver } from "./sealing-rows.ts";
import { staffRowsOver } from "./staff-rows.ts";
import { customerFrom, tokenFrom } from "./mapping.ts";
import { wrongTriesOver } from "./wrong-tries.ts";

/** The registry's rows inside one transaction, in SQL that SQLite and PostgreSQL both take. */
export function rowsOver(
  database: Transaction<RegistrySchema>,
  seal: JournalSeal | null,
): RegistryRows {
  const facts = factsOver(database);
  const records = customerRecordsOver(database, seal);
  const { pinTries, setPinTries, sealStaff, ...staffRows } = staffRowsOver(database, seal);
  const customerOfToken: RegistryRows["customerOfToken"] = async (userId) => {
    const row = await database
      .selectFrom("tokens")
      .select("customer_id")
      .where("user_id", "=", userId)
      .executeTakeFirst();
    return row?.customer_id ?? null;
  };
  return {
    ...staffRows,
    ...rowsAboutCustomer(database),
    ...wrongTriesOver(database, seal, { ...records, pinTries, setPinTries }),
    ...outboxOver(database),
    ...sealingRowsOver(database),
    async sealRecords(after, limit) {
      await sealStaff();
      return records.sealNext(after, limit);
    },

    async customerByLoginId(loginId) {
      const record = await records.byLoginId(loginId);
      return record && customerFrom(record.customer);
    },
    async customerById(id) {
      const record = await records.byId(id);
      return record && customerFrom(record.customer);
    },
    insertCustomer: records.insertCustomer,
    updateCustomer: records.updateCustomer,
    async slowestHash() {
      return Number(await facts.read("slowest-hash"));
    },
    async noteHashWork(work) {
      if (work > Number(await facts.read("slowest-hash"))) {
        await facts.write("slowest-hash", String(work));
      }
    },
    repairRecord: (id, repaired) => repairRecord(database, records, id, repaired),
    findCustomers: (searched, limit) => searchCustomers(database, searched, limit),
    setTransferLimit: records.setTransferLimit,

    async currentToken(customerId) {
      const record = await records.byId(customerId);
      return currentToken((record?.tokens ?? []).map(tokenFrom));
    },
    customerOfToken,
    async tokenByUserId(userId) {
      const customerId = await customerOfToken(userId);
      const record = customerId === null ? null : await records.byId(customerId);
      const row = record?.tokens.find((token) => token.user_id === userId);
      return row === undefined ? null : tokenFrom(row);
    },
    async greatestUserId() {
      const row = await database
        .selectFrom("tokens")
        .select("user_id")
        .orderBy("user_id", "desc")
        .limit(1)
        .executeTakeFirst();
      return greatestOf([row?.user_id ?? null, await facts.read("greatest-user-id")]);
    },
    recordGreatestUserId: (value) => facts.write("greatest-user-id", value),
    insertToken: records.insertToken,
    updateToken: records.updateToken,

    async appendJournal(event) {
      if (seal === null) throw new Error("The journal is not sealed yet");
      await appendToJournal(database, event, seal);
    },
  };
}
