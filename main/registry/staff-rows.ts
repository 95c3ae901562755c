import type { Selectable, Transaction } from "kysely";
import { BrokenRecord } from "../core/domain/broken-record.ts";
import type { JournalSeal } from "../core/domain/journal-chain.ts";
import type { StaffRows } from "../core/ports/registry.ts";
import { demandOne } from "./demand-one.ts";
import { staffFrom, staffRow } from "./mapping.ts";
import type { RegistrySchema } from "./schema.ts";
import { writeTries } from "./write-tries.ts";

/** What else the registry has about staff. */
export interface StaffTries {
  /** Wrong tries of the PIN; null: nobody has this id. */
  pinTries(id: string): Promise<number | null>;
  /** false: nobody has this id. */
  setPinTries(id: string, count: number): Promise<boolean>;
  /** Seals the rows of before there was a MAC. */
  sealStaff(): Promise<void>;
}

type Row = Selectable<RegistrySchema["staff"]>;

/**
 * The staff's rows inside one transaction. Each is sealed with its count of wrong PINs, as customers' records are; who
 * reads or changes one that somebody else has changed gets `BrokenRecord`, but who lists or removes it.
 */
export function staffRowsOver(
  database: Transaction<RegistrySchema>,
  seal: JournalSeal | null,
): StaffRows & StaffTries {
  const macOf = (row: Omit<Row, "mac">, tries: number): string => {
    if (seal === null) throw new Error("The journal is not sealed yet");
    // As of a customer's record; a member without tries has none or 0.
    return seal.mac(JSON.stringify(["staff", row.id, row.name, row.role, row.pin_hash, tries]));
  };
  const countOf = async (id: string): Promise<number> => {
    const row = await database
      .selectFrom("wrong_tries")
      .select("count")
      .where("subject", "=", id)
      .where("kind", "=", "pin")
      .executeTakeFirst();
    return row?.count ?? 0;
  };
  const checked = async (id: string): Promise<{ row: Row; tries: number } | null> => {
    const row = await database
      .selectFrom("staff")
      .selectAll()
      .where("id", "=", id)
      .executeTakeFirst();
    if (row === undefined) return null;
    const tries = await countOf(id);
    if (seal === null || (row.mac === null && seal.takesUnsealed === true)) return { row, tries };
    if (row.mac !== macOf(row, tries)) throw new BrokenRecord({ staffId: id });
    return { row, tries };
  };
  const write = async (row: Omit<Row, "mac">, tries: number): Promise<void> => {
    const { id, ...changed } = row;
    const { numUpdatedRows } = await database
      .updateTable("staff")
      .set({ ...changed, mac: macOf(row, tries) })
      .where("id", "=", id)
      .executeTakeFirstOrThrow();
    demandOne(numUpdatedRows);
  };
  return {
    async staffById(id) {
      const found = await checked(id);
      return found && staffFrom(found.row);
    },
    async allStaff() {
      const rows = await database.selectFrom("staff").selectAll().orderBy("id").execute();
      return rows.map(staffFrom);
    },
    async insertStaff(member) {
      const row = staffRow(member);
      const mac = macOf(row, await countOf(member.id));
      await database
        .insertInto("staff")
        .values({ ...row, mac })
        .execute();
    },
    async updateStaff(member) {
      const found = await checked(member.id);
      await write(staffRow(member), found?.tries ?? 0);
    },
    async removeStaff(id) {
      const { numDeletedRows } = await database
        .deleteFrom("staff")
        .where("id", "=", id)
        .executeTakeFirstOrThrow();
      demandOne(numDeletedRows);
    },
    async pinTries(id) {
      return (await checked(id))?.tries ?? null;
    },
    async setPinTries(id, count) {
      const found = await checked(id);
      if (found === null) return false;
      await writeTries(database, { subject: id, kind: "pin", count, stranger_number: null });
      await write(found.row, count);
      return true;
    },
    async sealStaff() {
      const rows = await database
        .selectFrom("staff")
        .selectAll()
        .where("mac", "is", null)
        .execute();
      for (const row of rows) await write(row, await countOf(row.id));
    },
  };
}
