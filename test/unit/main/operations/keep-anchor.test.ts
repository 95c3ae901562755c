import { expect, test } from "vitest";
import { sealedHead } from "../../../../main/core/domain/journal-chain.ts";
import type { JournalAnchor } from "../../../../main/core/domain/journal-chain.ts";
import { makeKeepAnchor } from "../../../../main/core/operations/upkeep/keep-anchor.ts";
import { verifyJournal } from "../../../../main/core/operations/upkeep/verify-journal.ts";
import type { RegistryChecks } from "../../../../main/core/ports/registry-checks.ts";
import type { JournalReader } from "../../../../main/core/ports/journal-reader.ts";
import { ok, refused } from "../../../../preload/contract/result.ts";
import { registryInMemory } from "../../../fakes/registry-in-memory.ts";
import { memoryVault } from "../../../fakes/memory-vault.ts";
import { recordingLog } from "../../../fakes/recording-log.ts";

const { mac } = memoryVault();
const event = { at: 1, customerId: null, action: "start-up", outcome: "done" } as const;

/** A whole file with this journal in it. */
function checksOf(journal: JournalReader): RegistryChecks {
  return {
    isWhole: async () => ok(null),
    verifyJournal: (anchor) => verifyJournal(journal, mac, anchor),
  };
}

/** A journal, and an anchor that can be made to fail. `tampered`: what the file holds, where others wrote into it. */
async function parts(start: JournalAnchor | null = null) {
  const registry = await registryInMemory();
  await registry.sealJournal({ kiosk: "kiosk", mac });
  const writes: JournalAnchor[] = [];
  const keychain = { works: true, holds: start };
  const log = recordingLog();
  const file: { tampered: Partial<JournalReader> } = { tampered: {} };
  const clock = { now: 0 };
  const journal: JournalReader = {
    ...registry,
    journalEnd: () => (file.tampered.journalEnd ?? registry.journalEnd)(),
    journalRows: (...asked) => (file.tampered.journalRows ?? registry.journalRows)(...asked),
  };
  const { keep: keepAnchor, isBroken } = makeKeepAnchor({
    ...{ mac, log, journal, endedInOrder: false, monotonicClock: () => clock.now },
    checks: checksOf(journal),
    anchor: {
      read: async () => (keychain.works ? ok(keychain.holds) : refused("keychain-locked")),
      write: async ({ count, lastMac }) => {
        if (!keychain.works) return refused("keychain-locked");
        writes.push({ count, lastMac });
        keychain.holds = { count, lastMac };
        return ok(null);
      },
    },
  });
  const append = () => registry.transact((rows) => rows.appendJournal(event));
  const last = async () => (await registry.journalRows(null, 1_000, 1_000)).at(-1);
  return { registry, writes, keychain, log, keepAnchor, isBroken, append, last, file, clock };
}

test("the journal's end is kept, and only where it has moved", async () => {
  const { writes, keepAnchor, append, last } = await parts();
  await append();
  await append();
  await keepAnchor();
  expect(writes).toEqual([{ count: 2, lastMac: (await last())?.mac }]);
  await keepAnchor();
  expect(writes).toHaveLength(1);
  await append();
  await keepAnchor();
  expect(writes.at(-1)).toEqual({ count: 3, lastMac: (await last())?.mac });
});

test("however its calls and the rows fall, it is never ahead and never goes back", async () => {
  const { registry, writes, keepAnchor, append } = await parts();
  const kept: Promise<void>[] = [];
  for (let row = 1; row <= 30; row += 1) {
    const appended = append();
    if (row % 3 === 0) kept.push(keepAnchor());
    if (row % 2 === 0) await appended;
    const rows = await registry.journalRows(null, 1_000, 1_000);
    for (const { count, lastMac } of writes) expect(rows[count - 1]?.mac).toBe(lastMac);
  }
  await Promise.all([...kept, keepAnchor()]);
  const counts = writes.map(({ count }) => count);
  expect(counts).toEqual([...counts].sort((a, b) => a - b));
  expect(counts.at(-1)).toBe(30);
});

test("a keychain that doesn't answer is logged once, and made up for when it does", async () => {
  const { writes, keychain, log, keepAnchor, append } = await parts();
  const failure = { level: "info", event: "anchor-not-kept", fields: { fault: "keychain-locked" } };
  await append();
  keychain.works = false;
  for (let tries = 0; tries < 3; tries += 1) await keepAnchor();
  expect(log.entries).toEqual([failure]);
  keychain.works = true;
  await keepAnchor();
  expect(writes.map(({ count }) => count)).toEqual([1]);
  await append();
  keychain.works = false;
  await keepAnchor();
  expect(log.entries).toEqual([failure, failure]);
});

const broken = { level: "error", event: "journal-broken" };

test("a head of another hand is a break, and no end to be kept", async () => {
  const { writes, log, keepAnchor, isBroken, append, file, registry } = await parts();
  await append();
  const { head, lastNumber } = await registry.journalEnd();
  const foreign = memoryVault(new Uint8Array(32).fill(8)).mac;
  file.tampered.journalEnd = async () => ({
    head: sealedHead(1, head?.lastMac ?? "", foreign),
    lastNumber,
  });
  await keepAnchor();
  expect(log.entries).toMatchObject([broken]);
  expect([writes, isBroken()]).toEqual([[], true]);
});

test("rows that are taken away with a former head put back are a break; what is remembered stays", async () => {
  const { registry, writes, log, keepAnchor, isBroken, append, file } = await parts();
  for (let row = 1; row <= 3; row += 1) await append();
  const former = await registry.journalEnd();
  for (let row = 4; row <= 8; row += 1) await append();
  await keepAnchor();
  expect(isBroken()).toBe(false);

  file.tampered = {
    journalEnd: async () => former,
    journalRows: (after, last, limit) => registry.journalRows(after, Math.min(last, 3), limit),
  };
  await keepAnchor();
  await keepAnchor();
  expect(log.entries).toMatchObject([broken]);
  expect(isBroken()).toBe(true);
  expect(writes.map(({ count }) => count)).toEqual([8]);
});

test("nor is it kept when as many others took their place", async () => {
  const { registry, writes, keepAnchor, isBroken, append, file } = await parts();
  for (let row = 1; row <= 4; row += 1) await append();
  await keepAnchor();
  const other = await parts();
  for (let row = 1; row <= 3; row += 1) {
    await other.registry.transact((rows) => rows.appendJournal({ ...event, outcome: "other" }));
  }
  for (let row = 4; row <= 6; row += 1) await other.append();
  const { journalEnd, journalRows } = other.registry;
  file.tampered = { journalEnd, journalRows };
  await keepAnchor();
  expect(isBroken()).toBe(true);
  expect(writes.map(({ count }) => count)).toEqual([4]);
  expect(await registry.journalEnd()).toMatchObject({ lastNumber: 4 });
});

/** A row long ago that somebody changed in the file. */
function changedRow(registry: JournalReader): JournalReader["journalRows"] {
  return async (...asked) =>
    (await registry.journalRows(...asked)).map((row) =>
      row.number === 2 ? { ...row, outcome: "changed" } : row,
    );
}

test("a row changed long ago is met within a day", async () => {
  const { registry, keepAnchor, isBroken, file, clock, append } = await parts();
  for (let row = 1; row <= 5; row += 1) await append();
  await keepAnchor();
  file.tampered.journalRows = changedRow(registry);
  await append();
  await keepAnchor();
  expect(isBroken()).toBe(false);
  clock.now = 24 * 60 * 60_000;
  await keepAnchor();
  expect(isBroken()).toBe(true);
});

test.each([
  { endedInOrder: false, metAfterMs: 0 },
  { endedInOrder: true, metAfterMs: 60_000 },
])("and by the next kiosk $metAfterMs ms after its start", async ({ endedInOrder, metAfterMs }) => {
  const { registry, append } = await parts();
  for (let row = 1; row <= 5; row += 1) await append();
  const journal = { ...registry, journalRows: changedRow(registry) };
  const { head } = await registry.journalEnd();
  const clock = { now: 0 };
  const { keep, isBroken } = makeKeepAnchor({
    ...{ mac, journal, endedInOrder, log: recordingLog(), monotonicClock: () => clock.now },
    checks: checksOf(journal),
    anchor: { read: async () => ok(head), write: () => Promise.reject(new Error("written")) },
  });
  for (const now of [0, 59_999, 60_000]) {
    clock.now = now;
    await keep();
    expect(isBroken()).toBe(now >= metAfterMs);
  }
});

test("a file that isn't whole any more is a fault in the log; the journal's end is kept", async () => {
  const { registry, append, keychain } = await parts();
  await append();
  const log = recordingLog();
  const { keep, isBroken } = makeKeepAnchor({
    ...{ mac, journal: registry, endedInOrder: false, log, monotonicClock: () => 0 },
    checks: { ...checksOf(registry), isWhole: async () => refused("registry-damaged") },
    anchor: {
      read: async () => ok(keychain.holds),
      write: async (anchor) => {
        keychain.holds = anchor;
        return ok(null);
      },
    },
  });
  await keep();
  await keep();
  expect(log.entries).toMatchObject([{ level: "error", event: "registry-damaged" }]);
  expect([isBroken(), keychain.holds?.count]).toEqual([false, 1]);
});

test("what another process has remembered meanwhile isn't taken back", async () => {
  const { registry, writes, keychain, keepAnchor, isBroken, append } = await parts();
  await append();
  await keepAnchor();
  await append();
  await append();
  const { head } = await registry.journalEnd();
  keychain.holds = head;
  await keepAnchor();
  expect(writes.map(({ count }) => count)).toEqual([1]);
  expect(isBroken()).toBe(false);
});
