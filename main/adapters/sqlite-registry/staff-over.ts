import type { Transaction } from "kysely";
import type { StaffRows } from "../../ports/registry.ts";
import { staffFrom, staffRow } from "./mapping.ts";
import type { RegistrySchema } from "./schema.ts";

/** The staff's rows inside one transaction. */
export function staffRowsOver(database: Transaction<RegistrySchema>): StaffRows {
  return {
    async staffById(id) {
      const row = await database
        .selectFrom("staff")
        .selectAll()
        .where("id", "=", id)
        .executeTakeFirst();
      return row === undefined ? null : staffFrom(row);
    },
    async allStaff() {
      const rows = await database.selectFrom("staff").selectAll().orderBy("id").execute();
      return rows.map(staffFrom);
    },
    async insertStaff(member) {
      await database.insertInto("staff").values(staffRow(member)).execute();
    },
  };
}
