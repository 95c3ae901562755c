import { sql } from "kysely";
import type { JournalSeal } from "../core/domain/journal-chain.ts";
import type { SharedRing } from "../core/ports/shared-ring.ts";
import { lockRing } from "../registry/postgresql/lock-ring.ts";
import type { NetworkRegistry } from "../registry/postgresql/open-network-registry.ts";

/** The ring that a bank's services share, as one of them has it. */
export interface RingHolders extends SharedRing {
  /** Says that this service serves, and which keys of token secrets its ring has. */
  note(keyIds: readonly string[]): Promise<void>;
  /** Says that it serves no more. */
  leave(): Promise<void>;
}

/** A service tells of itself every 30 s; one that was silent for longer doesn't serve, or will see the database as it is. */
const servingMs = 5 * 60_000;

const now = sql<number>`cast(extract(epoch from clock_timestamp()) * 1000 as bigint)`;

/** `name`: the service's; `seal`: its journal's. */
export function ringHolders(
  { database, maintain }: Pick<NetworkRegistry, "database" | "maintain">,
  name: string,
  seal: JournalSeal | null,
): RingHolders {
  const change: RingHolders["change"] = (work) =>
    maintain(seal, async (rows, tables) => {
      await lockRing(tables);
      return work(rows);
    });
  return {
    change,
    async holders() {
      const rows = await database
        .selectFrom("ring_holders")
        .selectAll()
        .select(now.as("now"))
        .orderBy("service")
        .execute();
      return rows.map(({ service, key_ids, seen_at, now: at }) => ({
        ...{ name: service, keyIds: JSON.parse(key_ids) as readonly string[], seenAt: seen_at },
        ...{ isOwn: service === name, isServing: at - seen_at < servingMs },
      }));
    },
    async noteChange(keyIds) {
      await database
        .updateTable("ring_holders")
        .set({ key_ids: JSON.stringify(keyIds) })
        .where("service", "=", name)
        .execute();
    },
    async note(keyIds) {
      await maintain(null, async (_rows, tables) => {
        await lockRing(tables);
        const noted = { key_ids: JSON.stringify(keyIds), seen_at: now };
        await tables
          .insertInto("ring_holders")
          .values({ service: name, ...noted })
          .onConflict((conflict) => conflict.column("service").doUpdateSet(noted))
          .execute();
      });
    },
    async leave() {
      await database.deleteFrom("ring_holders").where("service", "=", name).execute();
    },
  };
}
