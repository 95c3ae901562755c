import type { Kysely } from "kysely";
import type { Registry } from "../../ports/registry.ts";
import { rowsOver } from "./rows-over.ts";
import type { RegistrySchema } from "./schema.ts";

/** The registry over an open database: transactions of this process run one after the other. */
export function registryOver(database: Kysely<RegistrySchema>): Registry {
  let last: Promise<unknown> = Promise.resolve();
  return {
    transact(work) {
      const turn = last.then(() =>
        database.transaction().execute((transaction) => work(rowsOver(transaction))),
      );
      last = turn.catch(() => undefined);
      return turn;
    },
    async close() {
      await last;
      await database.destroy();
    },
  };
}
