import { expect, test } from "vitest";
import { journalFaults } from "../../../../main/operations/journal-faults.ts";
import type { Registry } from "../../../../main/ports/registry.ts";
import { recordingLog } from "../../../fakes/recording-log.ts";
import { aBank } from "./a-kiosk.ts";

test("a fault is logged and journalled, with the reference that the customer saw", async () => {
  const bank = await aBank();
  const recorded = recordingLog();
  const { log, settled } = journalFaults(recorded, bank.registry, bank.clock);
  log.error("unexpected", new Error("taro0001 tarologin1"), "123456");
  log.error("mail-failed", new Error("taro@docomo.ne.jp"));
  log.info("page-restarted", { reason: "crashed" });
  log.info("mail-waits", { mail: "1" });
  await settled();
  const fault = { at: bank.clock(), customerId: null, action: "fault" };
  expect(bank.registry.journal()).toEqual([
    { ...fault, outcome: "unexpected-123456" },
    { ...fault, outcome: "mail-failed" },
    { ...fault, outcome: "page-restarted" },
  ]);
  expect(recorded.entries.map(({ event }) => event)).toEqual([
    ...["unexpected", "mail-failed", "page-restarted", "mail-waits"],
  ]);
});

test("a fault that can't be journalled is logged, and the next one is journalled again", async () => {
  const bank = await aBank();
  let isFull = true;
  const registry: Registry = {
    ...bank.registry,
    transact: (work) =>
      isFull ? Promise.reject(new Error("disk full")) : bank.registry.transact(work),
  };
  const recorded = recordingLog();
  const { log, settled } = journalFaults(recorded, registry, bank.clock);
  log.error("unexpected", new Error("bug"), "000001");
  await settled();
  expect(recorded.entries.map(({ event }) => event)).toEqual(["unexpected", "journal-failed"]);
  isFull = false;
  log.error("unexpected", new Error("bug"), "000002");
  await settled();
  expect(bank.lastDeed()).toBe("fault unexpected-000002");
});
