import type { Transaction } from "kysely";
import type { SecretKind } from "../../../preload/contract/answers.ts";
import type { JournalSeal } from "../../domain/journal-chain.ts";
import type { RegistryRows } from "../../ports/registry.ts";
import type { RegistrySchema } from "./schema.ts";

/** Far more IDs than anybody types at a screen to have the count of one of them forgotten. */
const mostStrangers = 10_000;

/**
 * The counts of wrong tries inside one transaction. What is typed as an ID and is nobody's may be a password or a PIN
 * in the wrong field: of it nothing but a MAC under the journal's key is kept, and the counts of the newest 10,000.
 */
export function wrongTriesOver(
  database: Transaction<RegistrySchema>,
  seal: JournalSeal | null,
): Pick<RegistryRows, "wrongTries" | "setWrongTries"> {
  const isSomebodys = async (typed: string, kind: SecretKind) => {
    const owner =
      kind === "pin"
        ? database.selectFrom("staff").select("id").where("id", "=", typed)
        : database.selectFrom("customers").select("id").where("login_id", "=", typed);
    return (await owner.executeTakeFirst()) !== undefined;
  };
  const strangersSubject = (typed: string) => {
    if (seal === null) throw new Error("The journal is not sealed yet");
    // No row and no head of the journal has a text that begins so.
    return seal.mac(JSON.stringify(["wrong-tries", typed]));
  };
  const nextNumber = async () => {
    const newest = await database
      .selectFrom("wrong_tries")
      .select("stranger_number")
      .where("stranger_number", "is not", null)
      .orderBy("stranger_number", "desc")
      .limit(1)
      .executeTakeFirst();
    return (newest?.stranger_number ?? 0) + 1;
  };
  return {
    async wrongTries(typed, kind) {
      const row = await database
        .selectFrom("wrong_tries")
        .select("count")
        .where("subject", "=", (await isSomebodys(typed, kind)) ? typed : strangersSubject(typed))
        .where("kind", "=", kind)
        .executeTakeFirst();
      return row?.count ?? 0;
    },
    async setWrongTries(typed, kind, count) {
      const known = await isSomebodys(typed, kind);
      const subject = known ? typed : strangersSubject(typed);
      const changed = { count, stranger_number: known ? null : await nextNumber() };
      await database
        .insertInto("wrong_tries")
        .values({ subject, kind, ...changed })
        .onConflict((conflict) => conflict.columns(["subject", "kind"]).doUpdateSet(changed))
        .execute();
      if (changed.stranger_number === null) return;
      await database
        .deleteFrom("wrong_tries")
        .where("stranger_number", "<=", changed.stranger_number - mostStrangers)
        .execute();
    },
  };
}
