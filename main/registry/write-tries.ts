import type { Transaction } from "kysely";
import type { RegistrySchema } from "./schema.ts";

/** Writes a count of wrong tries, whosever it is, over the former one. */
export async function writeTries(
  database: Transaction<RegistrySchema>,
  row: RegistrySchema["wrong_tries"],
): Promise<void> {
  const { count, stranger_number } = row;
  await database
    .insertInto("wrong_tries")
    .values(row)
    .onConflict((conflict) =>
      conflict.columns(["subject", "kind"]).doUpdateSet({ count, stranger_number }),
    )
    .execute();
}
