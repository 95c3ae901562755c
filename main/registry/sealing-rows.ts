import { sql } from "kysely";
import type { Transaction } from "kysely";
import { headLength, headOf, keyIdOf } from "../core/domain/sealed-secret.ts";
import type { SealingRows } from "../core/ports/registry.ts";
import { tokenFrom } from "./mapping.ts";
import type { RegistrySchema } from "./schema.ts";

/** By what a secret begins: its form and its key. */
const head = sql<string>`substr(sealed_secret, 1, ${sql.lit(headLength)})`;

const headText = (keyId: string) => Buffer.from(headOf(keyId)).toString("base64");

type Fact = RegistrySchema["kiosk"]["key"];

/** The kiosk's facts, within the transaction `database`. */
export function factsOver(database: Transaction<RegistrySchema>): {
  /** null: there is none. */
  read(key: Fact): Promise<string | null>;
  write(key: Fact, value: string): Promise<void>;
} {
  return {
    async read(key) {
      const row = await database
        .selectFrom("kiosk")
        .select("value")
        .where("key", "=", key)
        .executeTakeFirst();
      return row?.value ?? null;
    },
    async write(key, value) {
      await database
        .insertInto("kiosk")
        .values({ key, value })
        .onConflict((conflict) => conflict.column("key").doUpdateSet({ value }))
        .execute();
    },
  };
}

/** What is known of keys, within the transaction `database`. */
export function sealingRowsOver(
  database: Transaction<RegistrySchema>,
): Omit<SealingRows, "sealRecords"> {
  const { read: fact, write } = factsOver(database);
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
      if ((await fact("master-key-fingerprint")) === value) return;
      await database.insertInto("kiosk").values({ key: "master-key-fingerprint", value }).execute();
    },
    async registryId() {
      const id = await fact("registry-id");
      if (id === null) throw new Error("The registry has no name");
      return id;
    },
    sealingKey: () => fact("sealing-key"),
    setSealingKey: (keyId) => write("sealing-key", keyId),
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
