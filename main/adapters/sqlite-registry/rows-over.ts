import type { Transaction } from "kysely";
import type { JournalSeal } from "../../domain/journal-chain.ts";
import type { RegistryRows } from "../../ports/registry.ts";
import { rowsAboutCustomer } from "./about-customer.ts";
import { demandOne } from "./demand-one.ts";
import { findCustomers } from "./find-customers.ts";
import { appendToJournal } from "./journal-over.ts";
import { outboxOver } from "./outbox-over.ts";
import type { RegistrySchema } from "./schema.ts";
import { factsOver, sealingRowsOver } from "./sealing-over.ts";
import { staffRowsOver } from "./staff-over.ts";
import { customerFrom, customerRow, tokenFrom, tokenRow } from "./mapping.ts";
import { wrongTriesOver } from "./wrong-tries.ts";

/** The registry's rows inside one transaction, in SQL that SQLite and PostgreSQL both take. */
export function rowsOver(
  database: Transaction<RegistrySchema>,
  seal: JournalSeal | null,
): RegistryRows {
  const facts = factsOver(database);
  return {
    ...staffRowsOver(database),
    ...rowsAboutCustomer(database),
    ...wrongTriesOver(database, seal),
    ...outboxOver(database),
    ...sealingRowsOver(database),

    async customerByLoginId(loginId) {
      const row = await database
        .selectFrom("customers")
        .selectAll()
        .where("login_id", "=", loginId)
        .executeTakeFirst();
      return row === undefined ? null : customerFrom(row);
    },
    async customerById(id) {
      const row = await database
        .selectFrom("customers")
        .selectAll()
        .where("id", "=", id)
        .executeTakeFirst();
      return row === undefined ? null : customerFrom(row);
    },
    async insertCustomer(customer) {
      await database.insertInto("customers").values(customerRow(customer)).execute();
    },
    async updateCustomer(customer) {
      const { id, ...changed } = customerRow(customer);
      const { numUpdatedRows } = await database
        .updateTable("customers")
        .set(changed)
        .where("id", "=", id)
        .executeTakeFirstOrThrow();
      demandOne(numUpdatedRows);
    },
    findCustomers: (searched, limit) => findCustomers(database, searched, limit),
    async setTransferLimit(customerId, yen, ceilingYen) {
      const { numUpdatedRows } = await database
        .updateTable("customers")
        .set({ transfer_limit_yen: yen, limit_ceiling_yen: ceilingYen })
        .where("id", "=", customerId)
        .executeTakeFirstOrThrow();
      demandOne(numUpdatedRows);
    },

    async currentToken(customerId) {
      const row = await database
        .selectFrom("tokens")
        .selectAll()
        .where("customer_id", "=", customerId)
        .where("state", "!=", "replaced")
        .orderBy((by) => by.case().when("state", "=", "released").then(1).else(0).end())
        .orderBy("released_at", "desc")
        .orderBy("user_id", "desc")
        .limit(1)
        .executeTakeFirst();
      return row === undefined ? null : tokenFrom(row);
    },
    async tokenByUserId(userId) {
      const row = await database
        .selectFrom("tokens")
        .selectAll()
        .where("user_id", "=", userId)
        .executeTakeFirst();
      return row === undefined ? null : tokenFrom(row);
    },
    async greatestUserId() {
      const row = await database
        .selectFrom("tokens")
        .select("user_id")
        .orderBy("user_id", "desc")
        .limit(1)
        .executeTakeFirst();
      return (
        [row?.user_id ?? null, await facts.read("greatest-user-id")].sort(byUserId).at(-1) ?? null
      );
    },
    recordGreatestUserId: (value) => facts.write("greatest-user-id", value),
    async insertToken(token) {
      await database.insertInto("tokens").values(tokenRow(token)).execute();
    },
    async updateToken(token) {
      const { user_id, ...changed } = tokenRow(token);
      const { numUpdatedRows } = await database
        .updateTable("tokens")
        .set(changed)
        .where("user_id", "=", user_id)
        .executeTakeFirstOrThrow();
      demandOne(numUpdatedRows);
    },

    async appendJournal(event) {
      if (seal === null) throw new Error("The journal is not sealed yet");
      await appendToJournal(database, event, seal);
    },
  };
}

/** None before any. */
function byUserId(a: string | null, b: string | null): number {
  return Number(a ?? 0) - Number(b ?? 0);
}
