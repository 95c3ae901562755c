import { createSecretKey } from "node:crypto";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setImmediate as nextTurn } from "node:timers/promises";
import { expect, onTestFinished, test, vi } from "vitest";
import { hmacUnder } from "../../main/adapters/hashes.ts";
import { checksInThread } from "../../main/compose/checks-in-thread.ts";
import { checkWhole } from "../../main/registry/sqlite/inspect.ts";
import { openRegistry } from "../../main/registry/sqlite/open-registry.ts";
import { ok, refused } from "../../preload/contract/result.ts";
import { filledRegistry } from "./filled-registry.ts";

const key = createSecretKey(new Uint8Array(32).fill(3));

/** Fills the file's third page. */
function rubbish(path: string): void {
  writeFileSync(path, readFileSync(path).fill(0xa5, 8_192, 12_288));
}

/** A registry with `rows` rows in its journal, and the checks of it. */
async function journalOf(rows: number) {
  const { path, registry, tamper } = await filledRegistry();
  await registry.sealJournal({ kiosk: "kiosk", mac: hmacUnder(key) });
  tamper("delete from journal; delete from kiosk where key = 'journal-head'");
  await registry.sealJournal({ kiosk: "kiosk", mac: hmacUnder(key) });
  await registry.transact(async ({ appendJournal }) => {
    for (let row = 0; row < rows; row += 1) {
      await appendJournal({ at: row, customerId: null, action: "start-up", outcome: "done" });
    }
  });
  const checks = checksInThread(path);
  onTestFinished(checks.stop);
  return { path, registry, tamper, checks, ...checks.withKey(key) };
}

test("a whole registry is found whole, row by row, while it is open elsewhere", async () => {
  const { isWhole, verifyJournal, registry } = await journalOf(5);
  expect(await isWhole()).toEqual(ok(null));
  expect(await verifyJournal(null)).toEqual(ok(5));
  const { head } = await registry.journalEnd();
  expect(await verifyJournal(head)).toEqual(ok(5));
  expect(await verifyJournal({ count: 7, lastMac: "mac" })).toEqual(refused({ missing: 2 }));
});

test("a changed row, another key and a damaged file are found", async () => {
  const { isWhole, verifyJournal, checks, path, registry, tamper } = await journalOf(5);
  const other = checks.withKey(createSecretKey(new Uint8Array(32).fill(4)));
  expect(await other.verifyJournal(null)).toEqual(refused({ number: 1, problem: "changed" }));
  tamper("update journal set outcome = 'other' where number = 4");
  expect(await verifyJournal(null)).toEqual(refused({ number: 4, problem: "changed" }));
  await registry.close();
  rubbish(path);
  expect(await isWhole()).toEqual(refused("registry-damaged"));
  writeFileSync(path, "no registry ".repeat(999));
  expect(await isWhole()).toEqual(refused("registry-damaged"));
  await expect(verifyJournal(null)).rejects.toThrow("not a database");
});

test("the process goes on while a thread checks, and a stopped one answers no more", async () => {
  const { verifyJournal, checks } = await journalOf(3_000);
  let turns = 0;
  const turn = setInterval(() => (turns += 1), 0);
  expect(await verifyJournal(null)).toEqual(ok(3_000));
  clearInterval(turn);
  expect(turns).toBeGreaterThan(10);

  let hasAnswered = false;
  void verifyJournal(null).then(() => (hasAnswered = true));
  await checks.stop();
  await nextTurn();
  expect(hasAnswered).toBe(false);
});

test("the whole of a file is read before it is opened only where nobody closed it", async () => {
  const { path, registry } = await filledRegistry();
  await registry.close();
  const isWhole = vi.fn(async () => refused("registry-damaged" as const));
  const closed = await openRegistry(path, null, { isWhole });
  expect([closed.ok, isWhole.mock.calls.length]).toEqual([true, 0]);
  if (!closed.ok) throw new Error(closed.refusal);
  // It is open, so its log lies beside it as after a kill.
  expect(await openRegistry(path, null, { isWhole })).toEqual(refused("registry-damaged"));
  await closed.value.close();
  expect(checkWhole(path)).toEqual(ok(null));
  rubbish(path);
  expect(checkWhole(path)).toEqual(refused("registry-damaged"));
  expect(readdirSync(join(path, ".."))).toEqual(["registry.sqlite"]);
});
