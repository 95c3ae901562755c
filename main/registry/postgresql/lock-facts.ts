import { sql } from "kysely";
import type { Transaction } from "kysely";
import type { NetworkSchema } from "./network-schema.ts";

/** From then on this transaction alone changes the registry's facts: of two that find none, one writes the first. */
export async function lockFacts(transaction: Transaction<NetworkSchema>): Promise<void> {
  await sql`lock table kiosk in share row exclusive mode`.execute(transaction);
}
