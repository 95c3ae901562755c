import { sql } from "kysely";
import type { Kysely } from "kysely";
import type { Clock } from "../core/ports/clock.ts";
import type { NetworkSchema } from "../registry/postgresql/network-schema.ts";

/** The database's clock, which judges everywhere, as this machine can tell it without asking each time. */
export interface DatabaseClock {
  readonly clock: Clock;
  /** Compares this machine's clock with it again. */
  compare(): Promise<void>;
}

export async function databaseClock(
  database: Kysely<NetworkSchema>,
  here: Clock,
): Promise<DatabaseClock> {
  let aheadMs = 0;
  const compare = async (): Promise<void> => {
    const { rows } = await sql<{ now: number }>`
      select cast(extract(epoch from clock_timestamp()) * 1000 as bigint) as now`.execute(database);
    if (rows[0] !== undefined) aheadMs = rows[0].now - here();
  };
  await compare();
  return { clock: () => here() + aheadMs, compare };
}
