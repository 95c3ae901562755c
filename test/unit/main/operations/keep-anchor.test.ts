import { expect, test } from "vitest";
import type { JournalAnchor } from "../../../../main/domain/journal-chain.ts";
import { makeKeepAnchor } from "../../../../main/operations/keep-anchor.ts";
import { ok, refused } from "../../../../preload/contract/result.ts";
import { memoryRegistry } from "../../../fakes/memory-registry.ts";
import { memoryVault } from "../../../fakes/memory-vault.ts";
import { recordingLog } from "../../../fakes/recording-log.ts";

const { mac } = memoryVault();
const event = { at: 1, customerId: null, action: "start-up", outcome: "done" } as const;

/** A journal, and an anchor that can be made to fail. */
async function parts() {
  const registry = memoryRegistry();
  await registry.sealJournal({ kiosk: "kiosk", mac });
  const writes: JournalAnchor[] = [];
  const keychain = { works: true };
  const log = recordingLog();
  const keepAnchor = makeKeepAnchor({
    ...{ journal: registry, mac, log },
    anchor: {
      read: async () => ok(null),
      write: async ({ count, lastMac }) => {
        if (!keychain.works) return refused("keychain-locked");
        writes.push({ count, lastMac });
        return ok(null);
      },
    },
  });
  const append = () => registry.transact((rows) => rows.appendJournal(event));
  const last = async () => (await registry.journalRows(null, 1_000, 1_000)).at(-1);
  return { registry, writes, keychain, log, keepAnchor, append, last };
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

test("a head of another hand is no end to be kept", async () => {
  const { registry, log } = await parts();
  const foreign = memoryVault(new Uint8Array(32).fill(8)).mac;
  const anchor = { read: async () => ok(null), write: () => Promise.reject(new Error("written")) };
  await makeKeepAnchor({ journal: registry, mac: foreign, anchor, log })();
  expect(log.entries).toEqual([]);
});
