import { sql } from "kysely";
import type { Transaction } from "kysely";
import { headLength, headOf, keyIdOf } from "../core/domain/sealed-secret.ts";
import type { SealingRows } from "../core/ports/registry.ts";
import type { DatabaseWays } from "./database-ways.ts";
import type { Facts } from "./facts.ts";
import { tokenFrom } from "./mapping.ts";
import type { RegistrySchema } from "./schema.ts";

/** The beginning of a secret: its form and its key. */
const head = sql<string>`substr(sealed_secret, 1, ${sql.lit(headLength)})`;

const headText = (keyId: string) => Buffer.from(headOf(keyId)).toString("base64");

/** The registry's knowledge of keys, within the transaction `database`. */
export function sealingRowsIn(
  database: Transaction<RegistrySchema>,
  { read: fact, write }: Facts,
  locked: DatabaseWays["sealingKey"],
): Omit<SealingRows, "sealRecords"> {
  let chosen: string | null = null;
  const sealedSecrets: SealingRows["sealedSecrets"] = async () => {
    const found = await database
      .selectFrom("tokens")
      .select(({ fn }) => [head.as("head"), fn.countAll<number>().as("rows")])
      .where("sealed_secret", "is not", null)
      .groupBy(head)
      .execute();
    const counts = new Map<string | null, number>();
    for (const { head: text, rows } of found) {
      const keyId = keyIdOf(Buffer.from(text, "base64"));
      counts.set(keyId, (counts.get(keyId) ?? 0) + rows);
    }
    return [...counts].map(([keyId, rows]) => ({ keyId, rows }));
  };
  return {
    masterKeyFingerprint: () => fact("master-key-fingerprint"),
    async recordMasterKey(value) {
      const recorded = await fact("master-key-fingerprint");
      if (recorded !== null && recorded !== value) throw new Error("Another key is recorded");
      await write("master-key-fingerprint", value);
    },
    async registryId() {
      const id = await fact("registry-id");
      if (id === null) throw new Error("The registry has no name");
      return id;
    },
    sealingKey: async () => chosen ?? locked(() => fact("sealing-key")),
    async setSealingKey(keyId) {
      await write("sealing-key", keyId);
      chosen = keyId;
    },
    sealedSecrets,
    async sealedOtherwise(keyId, after, limit) {
      const rows = await database
        .selectFrom("tokens")
        .selectAll()
        .where("sealed_secret", "is not", null)
        .where(head, "!=", headText(keyId))
        .where("user_id", ">", after)
        .orderBy("user_id")
        .limit(limit)
        .execute();
      return rows.map(tokenFrom);
    },
  };
}
