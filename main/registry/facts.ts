import { sql } from "kysely";
import type { RawBuilder, Transaction } from "kysely";
import type { RegistrySchema } from "./schema.ts";

type Fact = RegistrySchema["kiosk"]["key"];

/** Facts of one registry inside one transaction: the first call reads all of them, and the end writes them once. */
export interface Facts {
  /** null: there is none. */
  read(key: Fact): Promise<string | null>;
  /** The text of `key` among the further rows, when the facts were read; null: there is none. */
  extra(key: string): Promise<string | null>;
  /** null: deletes it. */
  write(key: Fact, value: string | null): Promise<void>;
  /** Writes the changes; the transaction ends with it. */
  flush(): Promise<void>;
}

/**
 * The facts within the transaction `database`. `more`: rows of a key and a text that are read along with them, under
 * keys that no fact has.
 */
export function factsIn(
  database: Transaction<RegistrySchema>,
  more: RawBuilder<unknown> | null = null,
): Facts {
  let known: Map<string, string | null> | null = null;
  const changed = new Set<Fact>();
  const load = async (): Promise<Map<string, string | null>> => {
    const { rows } = await sql<{ key: string; value: string | null }>`select key, value from kiosk
      ${more === null ? sql`` : sql`union all ${more}`}`.execute(database);
    known = new Map(rows.map(({ key, value }) => [key, value]));
    return known;
  };
  return {
    read: async (key) => (known ?? (await load())).get(key) ?? null,
    async write(key, value) {
      const facts = known ?? (await load());
      if (facts.get(key) === value) return;
      facts.set(key, value);
      changed.add(key);
    },
    extra: async (key) => (known ?? (await load())).get(key) ?? null,
    async flush() {
      const entries = [...changed].map((key) => ({ key, value: known?.get(key) ?? null }));
      changed.clear();
      const gone = entries.filter(({ value }) => value === null).map(({ key }) => key);
      const present = entries.flatMap(({ key, value }) => (value === null ? [] : [{ key, value }]));
      if (gone.length > 0) await database.deleteFrom("kiosk").where("key", "in", gone).execute();
      if (present.length === 0) return;
      await database
        .insertInto("kiosk")
        .values(present)
        .onConflict((conflict) =>
          conflict.column("key").doUpdateSet(({ ref }) => ({ value: ref("excluded.value") })),
        )
        .execute();
    },
  };
}
