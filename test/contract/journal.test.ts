import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { Kysely } from "kysely";
import { beforeEach, describe, expect, test } from "vitest";
import { NodeSqliteDialect } from "../../main/registry/sqlite/dialect.ts";
import { applicationId } from "../../main/registry/sqlite/inspect.ts";
import { migrations } from "../../main/registry/migrations.ts";
import type { JournalEvent } from "../../main/core/domain/journal-event.ts";
import { verifyJournal } from "../../main/core/operations/upkeep/verify-journal.ts";
import { macOfChain } from "../../main/registry/database-ways.ts";
import type { RegistrySchema } from "../../main/registry/schema.ts";
import type { OpenedRegistry } from "../../main/core/ports/registry.ts";
import { memoryVault } from "../fakes/memory-vault.ts";
import { issuedToken, releasedToken, taro } from "./rows.ts";
import { registries, sqliteRegistry } from "./registries.ts";
import { temporaryFolder } from "./temporary-folder.ts";

const { mac } = memoryVault();
const seal = { kiosk: "branch-7", mac };
const event: JournalEvent = { at: 1, customerId: null, action: "start-up", outcome: "done" };

describe.each(registries)("the journal on %s", (_name, open, chain) => {
  const macOf = macOfChain(mac, chain);
  let registry: OpenedRegistry;
  const append = (next: JournalEvent) => registry.transact((rows) => rows.appendJournal(next));
  const rows = () => registry.journalRows(null, 1_000, 1_000);
  beforeEach(async () => {
    registry = await open();
    await registry.sealJournal(seal);
  });

  test("takes nothing before it is sealed", async () => {
    const unsealed = await open();
    const broken = unsealed.transact((all) => all.appendJournal(event));
    await expect(broken).rejects.toThrow("not sealed");
    expect(await verifyJournal(unsealed, macOf)).toMatchObject({
      ok: false,
      refusal: { number: 1 },
    });
  });

  test("is whole when it is empty, and after every row", async () => {
    for (let count = 0; count < 3; count += 1) {
      expect(await verifyJournal(registry, macOf)).toEqual({ ok: true, value: count });
      await append({ ...event, at: count });
    }
  });

  test("keeps who, when, where, what and how it ended, numbered from 1", async () => {
    await registry.transact(async (all) => {
      await all.insertCustomer(taro);
      await all.appendJournal({ ...event, at: 5, customerId: taro.id, action: "sign-in" });
      await all.insertToken(issuedToken);
      await all.appendJournal({ ...event, at: 6, customerId: taro.id, action: "issue" });
      await all.updateToken(releasedToken);
      await all.insertToken({ ...issuedToken, userId: "999800000002" });
      await all.appendJournal({ ...event, at: 7, customerId: taro.id, action: "issue" });
      const { userId } = issuedToken;
      await all.appendJournal({ ...event, at: 8, customerId: taro.id, userId, action: "mail" });
    });
    const nobody = { staffId: null, detail: null };
    const known = { kiosk: "branch-7", customerId: taro.id, outcome: "done", ...nobody };
    expect((await rows()).map(({ mac: _, ...row }) => row)).toEqual([
      { ...known, number: 1, at: 5, userId: null, action: "sign-in" },
      { ...known, number: 2, at: 6, userId: "999800000001", action: "issue" },
      { ...known, number: 3, at: 7, userId: "999800000002", action: "issue" },
      { ...known, number: 4, at: 8, userId: "999800000001", action: "mail" },
    ]);
    expect(await verifyJournal(registry, macOf)).toEqual({ ok: true, value: 4 });
  });

  test("keeps which of the staff did it and what they stated, sealed like the rest", async () => {
    await append({ ...event, staffId: "100001", detail: "reason=lost" });
    expect(await rows()).toMatchObject([{ staffId: "100001", detail: "reason=lost" }]);
    expect(await verifyJournal(registry, macOf)).toEqual({ ok: true, value: 1 });
  });

  test("loses row and head together when a transaction fails", async () => {
    await append(event);
    const broken = registry.transact(async (all) => {
      await all.appendJournal(event);
      throw new Error("power cut");
    });
    await expect(broken).rejects.toThrow("power cut");
    await append(event);
    expect(await verifyJournal(registry, macOf)).toEqual({ ok: true, value: 2 });
  });

  test("goes on where it was when it is sealed again", async () => {
    await append(event);
    await registry.sealJournal({ ...seal, kiosk: "branch-8" });
    await append(event);
    expect((await rows()).map(({ kiosk }) => kiosk)).toEqual(["branch-7", "branch-8"]);
    expect(await verifyJournal(registry, macOf)).toEqual({ ok: true, value: 2 });
  });

  test("is read in pages, up to a row", async () => {
    await registry.transact(async (all) => {
      for (let at = 1; at <= 7; at += 1) await all.appendJournal({ ...event, at });
    });
    const numbers = async (after: number | null, last: number, limit: number) =>
      (await registry.journalRows(after, last, limit)).map(({ number }) => number);
    expect(await numbers(null, 7, 3)).toEqual([1, 2, 3]);
    expect(await numbers(3, 5, 3)).toEqual([4, 5]);
    expect(await numbers(7, 7, 3)).toEqual([]);
    expect(await registry.journalEnd()).toMatchObject({ lastNumber: 7, head: { count: 7 } });
  });

  test("is whole beyond one page, and while it is written", async () => {
    const many = registry.transact(async (all) => {
      for (let at = 1; at <= 1_005; at += 1) await all.appendJournal({ ...event, at });
    });
    await many;
    const [verdict] = await Promise.all([
      verifyJournal(registry, macOf),
      append(event),
      append(event),
    ]);
    expect(verdict.ok && verdict.value).toBeGreaterThanOrEqual(1_005);
  });
});

test("kiosks that share a registry share one chain", async () => {
  const path = join(temporaryFolder(), "registry.sqlite");
  const one = await sqliteRegistry(path);
  const other = await sqliteRegistry(path);
  await one.sealJournal(seal);
  await other.sealJournal({ ...seal, kiosk: "branch-8" });
  for (let round = 0; round < 20; round += 1) {
    await (round % 3 ? one : other).transact((rows) => rows.appendJournal(event));
  }
  expect(await verifyJournal(one, mac)).toEqual({ ok: true, value: 20 });
});

test("rows of the first schema are set aside as they were, and a chain begins", async () => {
  const path = join(temporaryFolder(), "registry.sqlite");
  const database = new DatabaseSync(path);
  const kysely = new Kysely<RegistrySchema>({ dialect: new NodeSqliteDialect(database) });
  await migrations[0]?.(kysely.schema, kysely);
  database.exec(`insert into journal values (5, null, 'start-up', 'done');
    pragma application_id = ${String(applicationId)}; pragma user_version = 1`);
  database.close();
  const registry = await sqliteRegistry(path);
  await registry.sealJournal(seal);
  await registry.transact((rows) => rows.appendJournal(event));
  expect(await verifyJournal(registry, mac)).toEqual({ ok: true, value: 1 });
  const reader = new DatabaseSync(path, { readOnly: true });
  expect(reader.prepare("select at, action from journal_unchained").all()).toEqual([
    { at: 5, action: "start-up" },
  ]);
  reader.close();
});
