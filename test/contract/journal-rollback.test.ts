import { copyFileSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { expect, test, vi } from "vitest";
import { openRegistry } from "../../main/registry/sqlite/open-registry.ts";
import type { JournalAnchor } from "../../main/core/domain/journal-chain.ts";
import { verifyJournal } from "../../main/core/operations/upkeep/verify-journal.ts";
import type { OpenedRegistry } from "../../main/core/ports/registry.ts";
import { refused } from "../../preload/contract/result.ts";
import { memoryVault } from "../fakes/memory-vault.ts";
import { temporaryFolder } from "./temporary-folder.ts";

/** A whole older copy of the registry is put back: its chain is in order, but the kiosk remembers a later row. */

// Every file is synced to the disk, which others may keep busy.
vi.setConfig({ testTimeout: 300_000 });

const { mac } = memoryVault();
const olderRows = 7;
const rowsSince = 3;

async function within<T>(
  path: string,
  anchor: JournalAnchor | null,
  work: (registry: OpenedRegistry) => Promise<T>,
): Promise<T> {
  const opened = await openRegistry(path, anchor);
  if (!opened.ok) throw new Error(opened.refusal);
  try {
    return await work(opened.value);
  } finally {
    await opened.value.close();
  }
}

/** Rows of the time `at`; gives the journal's end after them. */
function append(path: string, count: number, at: number): Promise<JournalAnchor> {
  return within(path, null, async (registry) => {
    await registry.sealJournal({ kiosk: "branch-7", mac });
    for (let row = 0; row < count; row += 1) {
      const event = { at, customerId: null, action: "sign-in", outcome: "done" } as const;
      await registry.transact((rows) => rows.appendJournal(event));
    }
    const { head } = await registry.journalEnd();
    if (head === null) throw new Error("A sealed journal has a head");
    return head;
  });
}

/** Looks as `journal verify` does: at whatever registry is there. */
function verified(path: string, anchor: JournalAnchor | null) {
  return within(path, null, (registry) => verifyJournal(registry, mac, anchor));
}

/** One registry at two times, and its journal's end at either. */
async function twoTimes() {
  const path = join(temporaryFolder(), "registry.sqlite");
  const olderEnd = await append(path, olderRows, 1);
  const older = join(temporaryFolder(), "registry.sqlite");
  copyFileSync(path, older);
  return { path, older, olderEnd, end: await append(path, rowsSince, 2) };
}

test("it is whole in itself, and found by what the kiosk remembers", async () => {
  const { path, older, end } = await twoTimes();
  expect(await verified(path, end)).toEqual({ ok: true, value: olderRows + rowsSince });
  expect(await verified(older, null)).toEqual({ ok: true, value: olderRows });
  expect(await verified(older, end)).toEqual(refused({ missing: rowsSince }));
});

test("it is found however far it has grown since", async () => {
  const { older, end } = await twoTimes();
  for (let grown = 1; grown <= rowsSince + 2; grown += 1) {
    await append(older, 1, 3);
    expect(await verified(older, null)).toEqual({ ok: true, value: olderRows + grown });
    const refusal =
      grown < rowsSince ? { missing: rowsSince - grown } : { number: olderRows + rowsSince };
    expect(await verified(older, end)).toMatchObject({ ok: false, refusal });
    expect(await openRegistry(older, end)).toEqual(refused("registry-rolled-back"));
  }
});

test("it is not opened, nor is another thing in its place, and stays byte for byte as it is", async () => {
  const { path, older, end } = await twoTimes();
  const empty = join(temporaryFolder(), "registry.sqlite");
  writeFileSync(empty, "");
  const ofTheFirstSchema = join(temporaryFolder(), "registry.sqlite");
  copyFileSync(path, ofTheFirstSchema);
  const database = new DatabaseSync(ofTheFirstSchema);
  database.exec(
    "drop table journal; alter table journal_unchained rename to journal; pragma user_version = 1",
  );
  database.close();
  for (const file of [older, empty, ofTheFirstSchema]) {
    const before = readFileSync(file);
    expect(await openRegistry(file, end)).toEqual(refused("registry-rolled-back"));
    expect(readFileSync(file)).toEqual(before);
    expect(readdirSync(dirname(file))).toEqual([basename(file)]);
  }
  const nothing = join(temporaryFolder(), "registry.sqlite");
  expect(await openRegistry(nothing, end)).toEqual(refused("registry-rolled-back"));
  expect(readdirSync(dirname(nothing))).toEqual([]);
});

test("a registry that went on is none, whichever of its ends a kiosk remembers", async () => {
  const { path, olderEnd, end } = await twoTimes();
  await append(path, 5, 4);
  for (const anchor of [olderEnd, end, null]) {
    const verdict = await within(path, anchor, (registry) => verifyJournal(registry, mac, anchor));
    expect(verdict).toEqual({ ok: true, value: olderRows + rowsSince + 5 });
  }
});
