import { sql } from "kysely";
import type { Transaction } from "kysely";
import type { RegistrySchema } from "./schema.ts";

type Fact = RegistrySchema["kiosk"]["key"];

/** Facts of one registry inside one transaction: all are read by the first question, and written once at its end. */
export interface Facts {
  /** null: there is none. */
  read(key: Fact): Promise<string | null>;
  /** null: forgets it. */
  write(key: Fact, value: string | null): Promise<void>;
  /** The greatest number among the journal's rows when the facts were read; 0: there were none. */
  lastJournalNumber(): Promise<number>;
  /** Writes what was changed; the transaction ends with it. */
  flush(): Promise<void>;
}

/** No fact has this key. A number as text: who tampers may have put one there that no number of JavaScript can hold. */
const lastNumberKey = "journal-last-number";

/** The facts within the transaction `database`, which no other can change meanwhile. */
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
      const kept = entries.flatMap(({ key, value }) => (value === null ? [] : [{ key, value }]));
      if (gone.length > 0) await database.deleteFrom("kiosk").where("key", "in", gone).execute();
      if (kept.length === 0) return;
      await database
        .insertInto("kiosk")
        .values(kept)
        .onConflict((conflict) =>
          conflict.column("key").doUpdateSet(({ ref }) => ({ value: ref("excluded.value") })),
        )
        .execute();
    },
  };
}
