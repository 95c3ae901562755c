import path from "node:path";
import { Client } from "pg";
import { database, role } from "../../main/service/private-cluster/make-cluster.ts";

/** What journeys see and do behind the back of a bank's service: in the database of its private cluster. */
export interface BankDatabase {
  /** The rows of a query. */
  ask(query: string): Promise<readonly Readonly<Record<string, unknown>>[]>;
  /** Puts the clock that judges ahead of this machine's. */
  putAhead(seconds: number): Promise<void>;
}

/** The database of the running service with the data folder `dataDir`, made by `prepare-bank.ts`. */
export function bankDatabase(dataDir: string): BankDatabase {
  const ask: BankDatabase["ask"] = async (query) => {
    const host = path.join(dataDir, "postgresql", "run");
    const client = new Client({ host, database, user: role });
    await client.connect();
    try {
      return (await client.query<Record<string, unknown>>(query)).rows;
    } finally {
      await client.end();
    }
  };
  return {
    ask,
    async putAhead(seconds) {
      await ask(`update hand.clock set ahead = make_interval(secs => ${String(seconds)})`);
    },
  };
}
