import { expect, test, vi } from "vitest";
import { journalChecks } from "../../../../main/core/operations/upkeep/journal-checks.ts";
import { systemPause, systemTimer } from "../../../../main/adapters/system-timer.ts";
import { verifyJournal } from "../../../../main/core/operations/upkeep/verify-journal.ts";
import { ok, refused } from "../../../../preload/contract/result.ts";
import type { Result } from "../../../../preload/contract/result.ts";
import { registryInMemory } from "../../../fakes/registry-in-memory.ts";

const mac = (text: string) => `mac-of-${text.length}`;
const waiting = { timer: systemTimer, pause: systemPause };
const known = { rows: 7, at: 5_000 };

/** A registry to check, of which it is told whether it was closed. */
async function opened() {
  return {
    journal: await registryInMemory(),
    lastCheck: known,
    close: vi.fn(async () => undefined),
  };
}

test("a check that ends in time is told at once, with the time it took", async () => {
  const check = journalChecks({
    ...waiting,
    clock: () => 9_000,
    checkJournal: async () => ok(3),
    patienceMs: 60_000,
  });
  const registry = await opened();
  const told = await check(registry, mac);
  expect(told).toMatchObject({ state: "well", rows: 3, at: 9_000, brokenRow: null });
  expect(told.milliseconds).not.toBeNull();
  expect(registry.close).toHaveBeenCalledOnce();
});

test("one that takes longer goes on, and is told once by a later call", async () => {
  const ends: ((verdict: Result<number, { readonly number: number }>) => void)[] = [];
  const check = journalChecks({
    ...waiting,
    clock: () => 9_000,
    checkJournal: () => new Promise((resolve) => ends.push(resolve)),
    patienceMs: 10,
  });
  const first = await opened();
  const meanwhile = { state: "checking", ...known, milliseconds: null, brokenRow: null };
  expect(await check(first, mac)).toEqual(meanwhile);
  expect(first.close).not.toHaveBeenCalled();

  // No second one begins beside it.
  const second = await opened();
  expect(await check(second, mac)).toEqual(meanwhile);
  expect(second.close).toHaveBeenCalledOnce();
  expect(ends).toHaveLength(1);

  ends[0]?.(refused({ number: 12 }));
  expect(await check(await opened(), mac)).toMatchObject({ state: "broken", brokenRow: 12 });
  expect(first.close).toHaveBeenCalledOnce();
  expect(await check(await opened(), mac)).toEqual(meanwhile);
  expect(ends).toHaveLength(2);
});

test("one that can't be done is told as unknown, and the next one is tried", async () => {
  const checkJournal = vi.fn(async (): Promise<Result<number, never>> => ok(1));
  checkJournal.mockRejectedValueOnce(new Error("disk I/O error"));
  const check = journalChecks({ ...waiting, clock: () => 0, checkJournal, patienceMs: 60_000 });
  const registry = await opened();
  expect(await check(registry, mac)).toMatchObject({ state: "unknown", rows: null });
  expect(registry.close).toHaveBeenCalledOnce();
  expect(await check(await opened(), mac)).toMatchObject({ state: "well", rows: 1 });
});

test("a long journal leaves room for other work", async () => {
  const journal = await registryInMemory();
  await journal.sealJournal({ kiosk: "kiosk", mac });
  await journal.transact(async (rows) => {
    for (let at = 0; at < 3_500; at += 1) {
      await rows.appendJournal({ at, customerId: null, action: "start-up", outcome: "done" });
    }
  });
  let turns = 0;
  const count = () => {
    turns += 1;
    counting = setImmediate(count);
  };
  let counting = setImmediate(count);
  expect(await verifyJournal(journal, mac)).toEqual(ok(3_500));
  clearImmediate(counting);
  expect(turns).toBeGreaterThanOrEqual(3);
});
