import type { Kysely } from "kysely";
import type { ListedCustomer } from "../core/ports/registry.ts";
import type { RegistrySchema } from "./schema.ts";

/** A page of customers with the current token of each, without a transaction: one statement sees one moment. */
export async function listCustomers(
  database: Kysely<RegistrySchema>,
  after: string | null,
  limit: number,
): Promise<readonly ListedCustomer[]> {
  const rows = await database
    .selectFrom("customers")
    .leftJoin("tokens", (join) =>
      join.on("tokens.user_id", "=", (from) =>
        // As in `currentToken`: the live token, else the one that was released last.
        from
          .selectFrom("tokens as own")
          .select("own.user_id")
          .whereRef("own.customer_id", "=", "customers.id")
          .where("own.state", "!=", "replaced")
          .orderBy((by) => by.case().when("own.state", "=", "released").then(1).else(0).end())
          .orderBy("own.released_at", "desc")
          .orderBy("own.user_id", "desc")
          .limit(1),
      ),
    )
    .select(["id", "login_id", "name", "kana", "transfer_limit_yen", "status"])
    .select(["user_id", "state", "issued_at", "started_at", "released_at"])
    .where("id", ">", after ?? "")
    .orderBy("id")
    .limit(limit)
    .execute();
  return rows.map(({ user_id, state, issued_at, ...row }) => ({
    id: row.id,
    loginId: row.login_id,
    name: row.name,
    kana: row.kana,
    transferLimitYen: row.transfer_limit_yen,
    status: row.status,
    token:
      user_id === null || state === null || issued_at === null
        ? null
        : {
            userId: user_id,
            state,
            issuedAt: issued_at,
            startedAt: row.started_at,
            releasedAt: row.released_at,
          },
  }));
}
