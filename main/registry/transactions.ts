import type { Kysely } from "kysely";
import type { JournalSeal } from "../core/domain/journal-chain.ts";
import type { OpenedRegistry } from "../core/ports/registry.ts";
import { journalReaderOver, sealEmptyJournal } from "./journal-rows.ts";
import { listCustomers } from "./list-customers.ts";
import { rowsOver } from "./registry-rows.ts";
import type { RegistrySchema } from "./schema.ts";

/** The registry over an open database: transactions of this process run one after the other. */
export function registryOver(database: Kysely<RegistrySchema>): OpenedRegistry {
  let last: Promise<unknown> = Promise.resolve();
  let seal: JournalSeal | null = null;
  return {
    transact(work) {
      const turn = last.then(() =>
        database.transaction().execute((transaction) => work(rowsOver(transaction, seal))),
      );
      last = turn.catch(() => undefined);
      return turn;
    },
    async sealJournal(next) {
      await database.transaction().execute((transaction) => sealEmptyJournal(transaction, next));
      seal = next;
    },
    ...journalReaderOver(database),
    listCustomers: (after, limit) => listCustomers(database, after, limit),
    async close() {
      await last;
      await database.destroy();
    },
  };
}
