import type { Transaction } from "kysely";
import type { RepairedRecord } from "../core/ports/registry.ts";
import { noTokenFailures } from "./customer-record.ts";
import type { CustomerRecords } from "./customer-records.ts";
import type { RegistrySchema } from "./schema.ts";

/**
 * Makes a broken record one of which nothing but its customer is trusted, and seals it; false: there is no such
 * customer.
 */
export async function repairRecord(
  database: Transaction<RegistrySchema>,
  { sealAsIs }: Pick<CustomerRecords, "sealAsIs">,
  customerId: string,
  { at, passwordHash, limitCeilingYen }: RepairedRecord,
): Promise<boolean> {
  const customer = await database
    .updateTable("customers")
    .set({
      ...{ login_password_hash: passwordHash, confirmation_password_hash: passwordHash },
      ...{ transfer_limit_yen: 0, imported_limit_yen: null, limit_ceiling_yen: limitCeilingYen },
      ...{ status: "suspended", login_failures: 0, confirmation_failures: 0 },
    })
    .where("id", "=", customerId)
    .returning("id")
    .executeTakeFirst();
  if (customer === undefined) return false;
  const tokens = database.updateTable("tokens").where("customer_id", "=", customerId);
  await tokens
    .set({ state: "released", released_at: at, sealed_secret: null, start_password_hash: "" })
    .where("state", "in", ["issued", "in-use", "suspended"])
    .execute();
  await tokens
    .set({
      ...{ last_step: null, burnt_steps: "", setup_showings: 0, setup_from: null },
      ...noTokenFailures,
    })
    .execute();
  await sealAsIs(customerId);
  return true;
}
