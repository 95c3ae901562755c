import type { Transaction } from "kysely";
import { searchKey } from "../core/domain/customer-search.ts";
import type { Customer } from "../core/domain/customer.ts";
import { customerFrom } from "./mapping.ts";
import type { RegistrySchema } from "./schema.ts";
import { canBeStored } from "./stored-text.ts";

/** Sorts after every name that begins with the text before it. */
const afterAll = "\u{10ffff}";

/**
 * Customers by the whole login ID or user ID, then by the beginning of their name or its kana, in the order of the
 * kana; `limit` at most. Each criterion has an index of its own, so each is a query of its own.
 */
export async function searchCustomers(
  database: Transaction<RegistrySchema>,
  searched: string,
  limit: number,
): Promise<readonly Customer[]> {
  if (!canBeStored(searched)) return [];
  const all = database.selectFrom("customers").selectAll();
  const byIds = await all
    .where((where) =>
      where.or([
        where("login_id", "=", searched),
        where(
          "id",
          "in",
          where.selectFrom("tokens").select("customer_id").where("user_id", "=", searched),
        ),
      ]),
    )
    .execute();
  const start = searchKey(searched);
  const named = async (column: "name_key" | "kana_key") =>
    start === ""
      ? []
      : all
          .where(column, ">=", start)
          .where(column, "<", `${start}${afterAll}`)
          .orderBy(column)
          .limit(limit)
          .execute();
  const found = [...byIds, ...(await named("kana_key")), ...(await named("name_key"))];
  return [...new Map(found.map((row) => [row.id, row])).values()].slice(0, limit).map(customerFrom);
}
