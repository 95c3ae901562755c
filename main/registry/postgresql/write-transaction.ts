import type { ControlledTransaction, Kysely } from "kysely";
import type { JournalSeal } from "../../core/domain/journal-chain.ts";
import type { RegistryRows } from "../../core/ports/registry.ts";
import { announcedChanges } from "./announced-changes.ts";
import { factsIn } from "../facts.ts";
import { registryRowsIn } from "../registry-rows.ts";
import type { DatabaseWays, JournalChain } from "../database-ways.ts";
import type { TransactionRows } from "../registry-rows.ts";
import type { ChainSlot } from "./chain-slots.ts";
import { asRegistryError } from "./database-errors.ts";
import type { NetworkSchema } from "./network-schema.ts";
import { postgresqlWays, readingWays } from "./ways.ts";

/** An open transaction that writes, with one chain of the journal for itself. */
export interface WriteTransaction {
  readonly database: ControlledTransaction<NetworkSchema>;
  readonly rows: RegistryRows;
  readonly chain: JournalChain;
  /** Writes pending changes; the transaction stays open. */
  flush(): Promise<void>;
  /** Commits; rejects with the connection's failure where it isn't known whether it did. */
  commit(): Promise<void>;
  /** Never rejects. */
  rollback(): Promise<void>;
}

/**
 * Begins a transaction whose journal rows go to the chain of `slot`, which is released with its end. `announced`: called
 * after a commit with changes that the internet bank is to be told of; null: it is told of none.
 */
export async function beginWriting(
  database: Kysely<NetworkSchema>,
  seal: JournalSeal | null,
  slot: ChainSlot,
  announced: (() => void) | null,
): Promise<WriteTransaction> {
  let transaction: ControlledTransaction<NetworkSchema>;
  try {
    transaction = await database.startTransaction().execute();
  } catch (error) {
    slot.release();
    throw asRegistryError(error);
  }
  const ways = postgresqlWays(transaction, slot);
  const { rows: plain, flush } = rowsOf(transaction, seal, ways);
  let hasAnnounced = false;
  const rows =
    announced === null
      ? plain
      : announcedChanges(plain, transaction, () => {
          hasAnnounced = true;
        });
  const rollback = async (): Promise<void> => {
    await transaction
      .rollback()
      .execute()
      // The server has rolled back by itself where the connection is lost.
      .catch(() => undefined);
    slot.release();
  };
  return {
    ...{ database: transaction, rows, chain: ways.chain, flush, rollback },
    async commit() {
      try {
        await transaction.commit().execute();
      } catch (error) {
        // Kysely keeps the connection of a commit that failed until it is rolled back.
        await rollback();
        throw error;
      }
      slot.release();
      if (hasAnnounced) announced?.();
    },
  };
}

/** Reads the rows of one moment. */
export async function readRows<T>(
  database: Kysely<NetworkSchema>,
  seal: JournalSeal | null,
  work: (rows: RegistryRows) => Promise<T>,
): Promise<T> {
  try {
    return await database
      .transaction()
      .setIsolationLevel("repeatable read")
      .setAccessMode("read only")
      .execute((transaction) => work(rowsOf(transaction, seal, readingWays(transaction)).rows));
  } catch (error) {
    throw asRegistryError(error);
  }
}

function rowsOf(
  transaction: Parameters<typeof postgresqlWays>[0],
  seal: JournalSeal | null,
  ways: DatabaseWays,
): TransactionRows {
  // The further tables and columns of a network are nothing to the registry's rows.
  const registrys = transaction as unknown as Parameters<typeof registryRowsIn>[0];
  return registryRowsIn(registrys, seal, { facts: factsIn(registrys), ...ways });
}
