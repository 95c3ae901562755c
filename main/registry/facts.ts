import { sql } from "kysely";
import type { Transaction } from "kysely";
import type { RegistrySchema } from "./schema.ts";

type Fact = RegistrySchema["kiosk"]["key"];

/** Facts of one registry inside one transaction: the first call reads all of them, and the end writes them once. */
export interface Facts {
  /** null: there is none. */
  read(key: Fact): Promise<string | null>;
  /** null: deletes it. */
  write(key: Fact, value: string | null): Promise<void>;
  /** The greatest number among the journal's rows when the facts were read; 0: there were none. */
  lastJournalNumber(): Promise<number>;
  /** Writes the changes; the transaction ends with it. */
  flush(): Promise<void>;
}

/**
 * No fact has this key. The number is read as text: tampering may have put in one that no number of JavaScript can
 * hold.
 */
const lastNumberKey = "journal-last-number";

/** The facts within the transaction `database`, during which no other can change them. */
export function factsIn(database: Transaction<RegistrySchema>): Facts {
  let known: Map<string, string | null> | null = null;
  const changed = new Set<Fact>();
  const load = async (): Promise<Map<string, string | null>> => {
    const { rows } = await sql<{ key: string; value: string | null }>`select key, value from kiosk
      union all select ${sql.lit(lastNumberKey)}, cast(max(number) as text) from journal`.execute(
      database,
    );
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
    lastJournalNumber: async () => Number((known ?? (await load())).get(lastNumberKey) ?? 0),
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
