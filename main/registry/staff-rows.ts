import type { Selectable, Transaction } from "kysely";
import { BrokenRecord } from "../core/domain/registry-errors.ts";
import type { JournalSeal } from "../core/domain/journal-chain.ts";
import type { StaffRows } from "../core/ports/registry.ts";
import type { RowLocks } from "./database-ways.ts";
import { demandOne, demandSeal } from "./demand.ts";
import { staffFrom, staffRow } from "./mapping.ts";
import type { RegistrySchema } from "./schema.ts";
import { canBeStored } from "./stored-text.ts";

/** The registry's further data about staff. */
export interface StaffRecords extends StaffRows {
  /** Wrong PINs in a row; null: no member has this id. */
  pinFailures(id: string): Promise<number | null>;
  /** false: no member has this id. */
  setPinFailures(id: string, count: number): Promise<boolean>;
  /** Seals the rows that are older than MACs. */
  sealStaff(): Promise<void>;
}

type Row = Selectable<RegistrySchema["staff"]>;

/**
 * The staff's rows inside one transaction. Each is sealed with its count of wrong PINs, as customers' records are; a
 * method that reads or changes a row which was changed from outside the kiosk throws `BrokenRecord`, except listing and
 * removing.
 */
export function staffRecordsIn(
  database: Transaction<RegistrySchema>,
  seal: JournalSeal | null,
  locks: Pick<RowLocks, "staff">,
): StaffRecords {
  /** Rows that were read and verified in this transaction. */
  const known = new Map<string, Row>();

  const macOf = ({ id, name, role, pin_hash, pin_failures }: Omit<Row, "mac">): string => {
    return demandSeal(seal).mac(JSON.stringify(["staff", id, name, role, pin_hash, pin_failures]));
  };
  const isWhole = (row: Row): boolean => {
    if (seal === null) return true;
    return row.mac === null ? seal.takesUnsealed === true : row.mac === macOf(row);
  };
  const checked = async (id: string): Promise<Row | null> => {
    const former = known.get(id);
    if (former !== undefined) return former;
    if (!canBeStored(id)) return null;
    await locks.staff(id);
    const row = await database
      .selectFrom("staff")
      .selectAll()
      .where("id", "=", id)
      .executeTakeFirst();
    if (row === undefined) return null;
    if (!isWhole(row)) throw new BrokenRecord({ staffId: id });
    known.set(id, row);
    return row;
  };
  const write = async (row: Omit<Row, "mac">): Promise<void> => {
    const { id, ...changed } = row;
    const mac = macOf(row);
    const { numUpdatedRows } = await database
      .updateTable("staff")
      .set({ ...changed, mac })
      .where("id", "=", id)
      .executeTakeFirstOrThrow();
    demandOne(numUpdatedRows);
    known.set(id, { ...row, mac });
  };
  return {
    async staffById(id) {
      const row = await checked(id);
      return row && staffFrom(row);
    },
    async allStaff() {
      const rows = await database.selectFrom("staff").selectAll().orderBy("id").execute();
      return rows.map(staffFrom);
    },
    async insertStaff(member) {
      const row = { ...staffRow(member), pin_failures: 0 };
      await database
        .insertInto("staff")
        .values({ ...row, mac: macOf(row) })
        .execute();
    },
    async updateStaff(member) {
      const former = await checked(member.id);
      await write({ ...staffRow(member), pin_failures: former?.pin_failures ?? 0 });
    },
    async removeStaff(id) {
      known.delete(id);
      const { numDeletedRows } = await database
        .deleteFrom("staff")
        .where("id", "=", id)
        .executeTakeFirstOrThrow();
      demandOne(numDeletedRows);
    },
    pinFailures: async (id) => (await checked(id))?.pin_failures ?? null,
    async setPinFailures(id, count) {
      const row = await checked(id);
      if (row === null) return false;
      if (row.pin_failures !== count) await write({ ...row, pin_failures: count });
      return true;
    },
    async sealStaff() {
      const rows = await database
        .selectFrom("staff")
        .selectAll()
        .where("mac", "is", null)
        .execute();
      for (const row of rows) await write(row);
    },
  };
}
