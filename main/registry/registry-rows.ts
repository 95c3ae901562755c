import type { Transaction } from "kysely";
import type { JournalSeal } from "../core/domain/journal-chain.ts";
import { currentToken } from "../core/domain/token.ts";
import type { RegistryRows } from "../core/ports/registry.ts";
import { aboutCustomerRowsIn } from "./about-customer-rows.ts";
import { customerRecordsIn } from "./customer-records.ts";
import type { DatabaseWays } from "./database-ways.ts";
import type { Facts } from "./facts.ts";
import { failureRowsIn } from "./failures.ts";
import { journalAppenderIn } from "./journal-rows.ts";
import { customerFrom, tokenFrom } from "./mapping.ts";
import { outboxRowsIn } from "./outbox-rows.ts";
import { repairRecord } from "./repair-record.ts";
import { searchCustomers } from "./search-customers.ts";
import type { RegistrySchema } from "./schema.ts";
import { sealingRowsIn } from "./sealing-rows.ts";
import { staffRecordsIn } from "./staff-rows.ts";
import { canBeStored } from "./stored-text.ts";

/** The rows of a transaction, and the end of its work. */
export interface TransactionRows {
  readonly rows: RegistryRows;
  /** Writes all pending changes. */
  flush(): Promise<void>;
}

/** The registry's rows inside one transaction, in SQL that both SQLite and PostgreSQL accept. */
export function registryRowsIn(
  database: Transaction<RegistrySchema>,
  seal: JournalSeal | null,
  { facts, locks, chain, userIds, sealingKey }: DatabaseWays & { readonly facts: Facts },
): TransactionRows {
  const records = customerRecordsIn(database, seal, locks);
  const staff = staffRecordsIn(database, seal, locks);
  const { pinFailures, setPinFailures, sealStaff, ...staffRows } = staff;
  const journal = journalAppenderIn(database, chain, seal, records.knownUserId);
  const { mailsOf, journalOf } = aboutCustomerRowsIn(database);
  const { endedWithAddress, ...outbox } = outboxRowsIn(database, facts);
  const { sealedSecrets, sealedOtherwise, ...sealing } = sealingRowsIn(database, facts, sealingKey);
  /** A query on the tables must see the changes so far. */
  const flushed =
    <Arguments extends readonly unknown[], Answer>(
      ask: (...parameters: Arguments) => Promise<Answer>,
    ) =>
    async (...parameters: Arguments): Promise<Answer> => {
      await records.flush();
      await journal.flush();
      return ask(...parameters);
    };
  const customerOfToken = flushed(async (userId: string) => {
    if (!canBeStored(userId)) return null;
    const row = await database
      .selectFrom("tokens")
      .select("customer_id")
      .where("user_id", "=", userId)
      .executeTakeFirst();
    return row?.customer_id ?? null;
  });
  const rows: RegistryRows = {
    ...{ ...staffRows, ...outbox, ...sealing },
    ...failureRowsIn(database, seal, { ...records, pinFailures, setPinFailures }, locks),
    mailsOf: flushed(mailsOf),
    journalOf: flushed(journalOf),
    endedWithAddress: flushed(endedWithAddress),
    sealedSecrets: flushed(sealedSecrets),
    sealedOtherwise: flushed(sealedOtherwise),
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
    repairRecord: flushed((id, repaired) => repairRecord(database, records, id, repaired)),
    findCustomers: flushed((searched, limit) => searchCustomers(database, searched, limit)),
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
    greatestUserId: userIds.greatest,
    recordGreatestUserId: userIds.record,
    takeUserId: userIds.take,
    async insertToken(token) {
      await records.insertToken(token);
      await userIds.record(token.userId);
    },
    updateToken: records.updateToken,
    appendJournal: (event) => journal.append(event),
  };
  return {
    rows,
    async flush() {
      await records.flush();
      await journal.flush();
      await facts.flush();
    },
  };
}
