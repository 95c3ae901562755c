import { appendFileSync, copyFileSync, readFileSync, statSync, truncateSync } from "node:fs";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { expect, test } from "vitest";
import { backUp } from "../../main/registry/sqlite/backup.ts";
import { takeSealOff } from "../../main/registry/sqlite/seal.ts";
import { memoryVault } from "../fakes/memory-vault.ts";
import { sqliteRegistry } from "./registries.ts";
import { firstMail, issuedToken, taro } from "./rows.ts";
import { temporaryFolder } from "./temporary-folder.ts";

const { mac, macOfBackup } = memoryVault();
const sealLength = 84;

/** A sealed backup of a registry with a row in every table, and a folder to work in. */
async function sealedBackup(): Promise<{ readonly folder: string; readonly file: string }> {
  const folder = temporaryFolder();
  const path = join(folder, "registry.sqlite");
  const registry = await sqliteRegistry(path);
  await registry.sealJournal({ kiosk: "郡山", mac });
  await registry.transact(async (rows) => {
    await rows.recordMasterKey("ab".repeat(32));
    await rows.insertCustomer(taro);
    await rows.insertToken(issuedToken);
    await rows.setFailures(taro.id, "loginPassword", 2);
    await rows.enqueueMail(firstMail);
    await rows.appendJournal({ at: 1, customerId: taro.id, action: "issue", outcome: "done" });
  });
  const database = new DatabaseSync(path);
  database.exec(
    "insert into staff values ('500001', '郡山 新', 'assist', 'hash of the PIN', null, 0)",
  );
  database.exec("insert into journal_unchained values (1, null, 'start-up', 'done')");
  database.close();
  const file = join(folder, "kept.backup");
  expect(backUp(path, file, macOfBackup)).toEqual({ ok: true, value: null });
  return { folder, file };
}

function isSealed(path: string): boolean {
  const seal = takeSealOff(path);
  return seal !== null && macOfBackup(seal.digest) === seal.mac;
}

test("a backup is a database as it is, and without its seal what was sealed", async () => {
  const { folder, file } = await sealedBackup();
  const database = new DatabaseSync(file, { readOnly: true });
  expect(database.prepare("select count(*) as all_of_them from customers").get()).toEqual({
    all_of_them: 1,
  });
  expect(database.prepare("pragma integrity_check").get()).toEqual({ integrity_check: "ok" });
  database.close();
  const copy = join(folder, "copy");
  copyFileSync(file, copy);
  expect(isSealed(copy)).toBe(true);
  expect(readFileSync(copy)).toEqual(readFileSync(file).subarray(0, -sealLength));
  expect(takeSealOff(copy)).toBeNull();
  expect(statSync(copy).size).toBe(statSync(file).size - sealLength);
});

test("a change of one value in any table is found, whoever puts the seal back", async () => {
  const { folder, file } = await sealedBackup();
  const looked = new DatabaseSync(file, { readOnly: true });
  const tables = looked
    .prepare("select name from sqlite_schema where type = 'table' order by name")
    .all()
    .map(({ name }) => String(name));
  const columnsOf = (table: string) =>
    looked.prepare(`select name from pragma_table_info('${table}')`).all();
  const columns = tables.flatMap((table) =>
    columnsOf(table).map(({ name }) => [table, String(name)] as const),
  );
  looked.close();
  expect(tables).toContain("stranger_failures");
  expect(columns.length).toBeGreaterThan(40);
  const seal = readFileSync(file).subarray(-sealLength);
  const copy = join(folder, "copy");
  for (const [table, column] of columns) {
    copyFileSync(file, copy);
    truncateSync(copy, statSync(file).size - sealLength);
    const database = new DatabaseSync(copy);
    // A check or a key that would refuse this value binds nobody who writes the file.
    database.exec("pragma ignore_check_constraints = on; pragma foreign_keys = off");
    const first = `rowid = (select min(rowid) from ${table})`;
    const { changes } = database.prepare(`update ${table} set ${column} = 7 where ${first}`).run();
    database.close();
    expect(changes, table).toBe(1);
    appendFileSync(copy, seal);
    expect(isSealed(copy), `${table}.${column}`).toBe(false);
  }
});

test("every bit counts, those of the seal too", async () => {
  const { folder, file } = await sealedBackup();
  const bytes = readFileSync(file);
  const copy = join(folder, "copy");
  const places = Array.from({ length: 60 }, (_, at) => Math.floor((at * bytes.length) / 60));
  for (const at of [
    ...places,
    ...Array.from({ length: sealLength }, (_, back) => bytes.length - 1 - back),
  ]) {
    const changed = Buffer.from(bytes);
    changed.writeUInt8(changed.readUInt8(at) ^ 1, at);
    writeFileSync(copy, changed);
    expect(isSealed(copy), String(at)).toBe(false);
  }
  for (const other of [
    Buffer.alloc(0),
    bytes.subarray(-sealLength),
    Buffer.concat([bytes, bytes]),
  ]) {
    writeFileSync(copy, other);
    expect(isSealed(copy)).toBe(false);
  }
});
