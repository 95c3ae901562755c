import type { Kysely } from "kysely";
import type { NetworkSchema } from "./network-schema.ts";

/** A kiosk that got no answer asks again within seconds. */
const rememberedMs = 2 * 60_000;

/** Deletes the answers to requests that nobody asks again. `at`: the database's clock, epoch milliseconds. */
export async function forgetRequests(database: Kysely<NetworkSchema>, at: number): Promise<void> {
  await database
    .deleteFrom("requests")
    .where("at", "<", at - rememberedMs)
    .execute();
}
