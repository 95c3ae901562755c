import type { Kysely } from "kysely";
import type { JournalSeal } from "../core/domain/journal-chain.ts";
import type { ListedToken } from "../core/ports/registry.ts";
import { isWhole } from "./customer-record.ts";
import type { CustomerRecord } from "./customer-record.ts";
import { isBeyondNumbers, recordOf } from "./customer-reader.ts";
import { tokenFrom } from "./mapping.ts";
import { tokenColumns } from "./schema.ts";
import type { RegistrySchema } from "./schema.ts";

/** A page of tokens, each verified under `seal`, without a transaction: one statement sees one moment. */
export async function listTokens(
  database: Kysely<RegistrySchema>,
  seal: JournalSeal,
  after: string,
  limit: number,
): Promise<readonly ListedToken[]> {
  try {
    return await verifiedPage(database, seal, after, limit);
  } catch (error) {
    // One row of the page can't be read; a page of one token tells which.
    if (!isBeyondNumbers(error)) throw error;
    if (limit > 1) return oneByOne(database, seal, after, limit);
    const userId = await nextUserId(database, after);
    return userId === null ? [] : [{ userId, broken: true }];
  }
}

async function oneByOne(
  database: Kysely<RegistrySchema>,
  seal: JournalSeal,
  after: string,
  limit: number,
): Promise<readonly ListedToken[]> {
  const listed: ListedToken[] = [];
  for (let last = after; listed.length < limit;) {
    const [next] = await listTokens(database, seal, last, 1);
    if (next === undefined) break;
    listed.push(next);
    last = next.userId;
  }
  return listed;
}

async function verifiedPage(
  database: Kysely<RegistrySchema>,
  seal: JournalSeal,
  after: string,
  limit: number,
): Promise<readonly ListedToken[]> {
  // A record is verified with all of its tokens, so that those of other pages are read along with it.
  const rows = await database
    .selectFrom("customers")
    .innerJoin("tokens", "tokens.customer_id", "customers.id")
    .selectAll("customers")
    .select(tokenColumns.map((column) => `tokens.${column}` as const))
    .where("customers.id", "in", (from) =>
      from
        .selectFrom((page) =>
          page
            .selectFrom("tokens")
            .select("customer_id")
            .where("user_id", ">", after)
            .orderBy("user_id")
            .limit(limit)
            .as("page"),
        )
        .select("page.customer_id"),
    )
    .execute();
  return [...Map.groupBy(rows, ({ id }) => id).values()]
    .flatMap((own) => tokensOf(recordOf(own), seal))
    .filter(({ userId }) => userId > after)
    .toSorted((a, b) => (a.userId < b.userId ? -1 : 1))
    .slice(0, limit);
}

function tokensOf(record: CustomerRecord | null, seal: JournalSeal): readonly ListedToken[] {
  if (record === null) return [];
  if (!isWhole(record, seal)) {
    return record.tokens.map(({ user_id }) => ({ userId: user_id, broken: true }));
  }
  const { login_id: loginId, status } = record.customer;
  return record.tokens.map((row) => ({
    userId: row.user_id,
    token: tokenFrom(row),
    customer: { loginId, status },
  }));
}

async function nextUserId(database: Kysely<RegistrySchema>, after: string): Promise<string | null> {
  const row = await database
    .selectFrom("tokens")
    .select("user_id")
    .where("user_id", ">", after)
    .orderBy("user_id")
    .limit(1)
    .executeTakeFirst();
  return row?.user_id ?? null;
}
