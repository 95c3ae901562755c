import type { Kysely, Transaction } from "kysely";
import type { JournalSeal } from "../../core/domain/journal-chain.ts";
import type { OpenedRegistry } from "../../core/ports/registry.ts";
import { factsIn } from "../facts.ts";
import { journalReaderIn, sealEmptyJournal } from "../journal-rows.ts";
import { demandSeal } from "../demand.ts";
import { listCustomers } from "../list-customers.ts";
import { listTokens } from "../list-tokens.ts";
import { registryRowsIn } from "../registry-rows.ts";
import type { TransactionRows } from "../registry-rows.ts";
import type { RegistrySchema } from "../schema.ts";
import { lastJournalNumber, sqliteWays } from "./ways.ts";

/** The registry over an open database: transactions of this process run one after the other. */
export function registryIn(database: Kysely<RegistrySchema>): OpenedRegistry {
  let last: Promise<unknown> = Promise.resolve();
  let seal: JournalSeal | null = null;
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const turn = last.then(work);
    last = turn.catch(() => undefined);
    return turn;
  };
  const rowsIn = (transaction: Transaction<RegistrySchema>): TransactionRows => {
    const facts = factsIn(transaction, lastJournalNumber);
    return registryRowsIn(transaction, seal, { facts, ...sqliteWays(facts) });
  };
  return {
    transact: (work) =>
      inTurn(() =>
        database.transaction().execute(async (transaction) => {
          const { rows, flush } = rowsIn(transaction);
          const answer = await work(rows);
          await flush();
          return answer;
        }),
      ),
    read: (work) =>
      inTurn(() =>
        database
          .transaction()
          .setAccessMode("read only")
          .execute((transaction) => work(rowsIn(transaction).rows)),
      ),
    async sealJournal(next) {
      await database.transaction().execute(async (transaction) => {
        const facts = factsIn(transaction, lastJournalNumber);
        await sealEmptyJournal(sqliteWays(facts).chain, next);
        await facts.flush();
      });
      seal = next;
    },
    ...journalReaderIn(database),
    listCustomers: (after, limit) => listCustomers(database, after, limit),
    listTokens: async (after, limit) => listTokens(database, demandSeal(seal), after, limit),
    async close() {
      await last;
      await database.destroy();
    },
  };
}
