import { sql } from "kysely";
import type { Transaction } from "kysely";
import type { NetworkSchema } from "./network-schema.ts";

/** Any number, the same for every program. */
const lockNumber = 6_238_002;

/**
 * From then on this transaction alone changes a ring of keys, or notes who has which: a service that begins to serve is seen
 * by a rotation, or sees it.
 */
export async function lockRing(transaction: Transaction<NetworkSchema>): Promise<void> {
  await sql`select pg_advisory_xact_lock(${sql.lit(lockNumber)})`.execute(transaction);
}
