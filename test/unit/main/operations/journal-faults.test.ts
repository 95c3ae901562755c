import { beforeEach, expect, test } from "vitest";
import type { WaitingFault } from "../../../../main/core/domain/waiting-faults.ts";
import { journalFaults } from "../../../../main/core/operations/upkeep/journal-faults.ts";
import { makeWaitingFaults } from "../../../../main/core/operations/upkeep/waiting-faults.ts";
import type { FaultNotes } from "../../../../main/core/ports/files.ts";
import type { Registry } from "../../../../main/core/ports/registry.ts";
import { recordingLog } from "../../../fakes/recording-log.ts";
import { aBank } from "./a-kiosk.ts";
import type { Bank } from "./a-kiosk.ts";

let bank: Bank;
/** Whether the registry's disk is full. */
let isFull: boolean;
/** What lies in the data folder. */
let kept: readonly WaitingFault[];
beforeEach(async () => {
  bank = await aBank();
  isFull = false;
  kept = [];
});

const notes: FaultNotes = { load: () => kept, keep: (faults) => void (kept = faults) };

/** The journal of a kiosk that has just been switched on. */
function journal() {
  const registry: Registry = {
    ...bank.registry,
    transact: (work) =>
      isFull ? Promise.reject(new Error("disk full")) : bank.registry.transact(work),
  };
  const recorded = recordingLog();
  return { ...journalFaults(recorded, registry, makeWaitingFaults(notes, bank.clock)), recorded };
}

const fault = (outcome: string, at = bank.clock()) => ({
  ...{ at, customerId: null, action: "fault", outcome },
});

test("a fault is logged and journalled, with the reference that the customer saw", async () => {
  const { log, journalWaiting, recorded } = journal();
  log.error("unexpected", new Error("taro0001 tarologin1"), "123456");
  log.error("mail-failed", new Error("taro@docomo.ne.jp"));
  log.info("page-restarted", { reason: "crashed" });
  log.info("mail-waits", { mail: "1" });
  expect(await journalWaiting()).toBe(true);
  expect(bank.registry.journal()).toEqual([
    fault("unexpected-123456"),
    fault("mail-failed"),
    fault("page-restarted"),
  ]);
  expect(recorded.entries.map(({ event }) => event)).toEqual([
    ...["unexpected", "mail-failed", "page-restarted", "mail-waits"],
  ]);
});

test("faults that can't be journalled wait, and are journalled in order with their own times", async () => {
  const { log, journalWaiting, recorded } = journal();
  isFull = true;
  const first = bank.clock();
  log.error("unexpected", new Error("bug"), "000001");
  expect(await journalWaiting()).toBe(false);
  bank.clock.advance(60_000);
  log.error("unexpected", new Error("bug"), "000002");
  const second = bank.clock();
  expect(await journalWaiting()).toBe(false);
  expect(recorded.entries.filter(({ event }) => event === "journal-failed")).toHaveLength(1);
  expect(bank.registry.journal()).toEqual([]);
  bank.clock.advance(60_000);
  isFull = false;
  expect(await journalWaiting()).toBe(true);
  expect(bank.registry.journal()).toEqual([
    fault("unexpected-000001", first),
    fault("unexpected-000002", second),
  ]);
  expect(kept).toEqual([]);
  expect(await journalWaiting()).toBe(true);
  expect(bank.registry.journal()).toHaveLength(2);
});

test("a kiosk that is switched off meanwhile journals them when it is on again", async () => {
  isFull = true;
  const at = bank.clock();
  const before = journal();
  before.log.error("fault", new Error("disk full"));
  expect(await before.journalWaiting()).toBe(false);
  bank.clock.advance(3_600_000);
  isFull = false;
  expect(await journal().journalWaiting()).toBe(true);
  expect(bank.registry.journal()).toEqual([fault("fault", at)]);
  expect(kept).toEqual([]);
});

test("of a hundred that wait the first are kept, and the others counted", async () => {
  const { log, journalWaiting } = journal();
  isFull = true;
  for (let number = 1; number <= 140; number += 1) log.error(`f-${String(number)}`, new Error());
  expect(await journalWaiting()).toBe(false);
  expect(kept).toHaveLength(101);
  isFull = false;
  expect(await journalWaiting()).toBe(true);
  const outcomes = bank.registry.journal().map(({ outcome }) => outcome);
  const first = Array.from({ length: 100 }, (_, at) => `f-${String(at + 1)}`);
  expect(outcomes).toEqual([...first, "dropped-40"]);
});
