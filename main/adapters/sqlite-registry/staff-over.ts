import type { Transaction } from "kysely";
import type { StaffRows } from "../../ports/registry.ts";
import { demandOne } from "./demand-one.ts";
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
    async updateStaff(member) {
      const { id, ...changed } = staffRow(member);
      const { numUpdatedRows } = await database
        .updateTable("staff")
        .set(changed)
        .where("id", "=", id)
        .executeTakeFirstOrThrow();
      demandOne(numUpdatedRows);
    },
    async removeStaff(id) {
      const { numDeletedRows } = await database
        .deleteFrom("staff")
        .where("id", "=", id)
        .executeTakeFirstOrThrow();
      demandOne(numDeletedRows);
    },
  };
}
