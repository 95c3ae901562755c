import { expect, test, vi } from "vitest";
import { measureHealth } from "../../../../main/core/operations/upkeep/measure-health.ts";
import type { MeasuredKiosk } from "../../../../main/core/operations/upkeep/measure-health.ts";
import type { ExaminedRegistry } from "../../../../main/core/ports/examined-registry.ts";
import { ok, refused } from "../../../../preload/contract/result.ts";
import { memoryVault } from "../../../fakes/memory-vault.ts";
import { registryInMemory } from "../../../fakes/registry-in-memory.ts";

const now = Date.parse("2026-04-01T10:00:00+09:00");

async function examined(changes: Partial<ExaminedRegistry> = {}) {
  const journal = { ...(await registryInMemory()), phoneOffsets: async () => [] };
  return {
    ...{ fingerprint: "ab".repeat(32), greatestUserId: "999800000007", unsent: 2 },
    ...{ oldestUnsentAt: now - 60_000, failedMails: [], serverTrouble: null },
    ...{ lastBackupAt: now - 1, lastRotationAt: null, lastCheck: null, journal },
    close: vi.fn(async () => undefined),
    ...changes,
  };
}

/** A kiosk of which all is well; each reading of its timer is 4 ms later. */
function aKiosk(registry: ExaminedRegistry, changes: Partial<MeasuredKiosk> = {}): MeasuredKiosk {
  let monotonicClock = 0;
  return {
    ...{
      clock: () => now,
      timer: { now: () => (monotonicClock += 4) },
      pause: () => new Promise(() => undefined),
    },
    ...{ patienceMs: 0, freeBytes: async () => 5, ntpServer: null },
    registry: { schemaVersion: 9, bytes: () => 4_096, examine: async () => ok(registry) },
    anchor: { read: async () => ok({ count: 3, lastMac: "mac" }) },
    examineKey: async () => ({ state: "well", proofs: memoryVault() }),
    time: { offsetTo: async () => 12, isSynchronised: async () => true },
    userIds: { firstUserId: "999800000001", lastUserId: "999800000009" },
    versions: { kiosk: "1", electron: null, chromium: null, node: "24", sqlite: "3" },
    checkJournal: async () => ok(3),
    ...changes,
  };
}

test("what the ports answer comes together, and the registry is closed", async () => {
  const registry = await examined();
  const examine = vi.fn(async () => ok(registry));
  const measured = await measureHealth(
    aKiosk(registry, { registry: { schemaVersion: 9, bytes: () => 4_096, examine } }),
  )();
  expect(measured).toMatchObject({
    keychain: { state: "well", milliseconds: 4 },
    registry: { state: "well", version: 9, bytes: 4_096, userIdsLeft: 2, milliseconds: 4 },
    disk: { freeBytes: 5 },
    clock: { server: null, offsetMs: null, synchronised: true, phones: null },
    mail: { unsent: 2, oldestAt: now - 60_000 },
    backup: { at: now - 1, rotatedAt: null },
    journal: { state: "well", rows: 3, at: now },
  });
  expect(examine).toHaveBeenCalledWith({ count: 3, lastMac: "mac" });
  expect(registry.close).toHaveBeenCalledOnce();
});

test("a time server is asked instead of the time service", async () => {
  const measured = await measureHealth(aKiosk(await examined(), { ntpServer: "ntp.example" }))();
  expect(measured.clock).toMatchObject({ server: "ntp.example", offsetMs: 12, synchronised: null });
});

test("without the registry nothing is said of mail, backup and journal, and the key has no registry to be its own", async () => {
  const examineKey = vi.fn<MeasuredKiosk["examineKey"]>(async () => ({
    state: "key-unproven",
    proofs: null,
  }));
  const measured = await measureHealth(
    aKiosk(await examined(), {
      registry: { schemaVersion: 9, bytes: () => null, examine: async () => refused("missing") },
      examineKey,
    }),
  )();
  expect(measured).toMatchObject({
    ...{ registry: { state: "missing", version: null, bytes: null }, mail: null, backup: null },
    journal: { state: "unknown", rows: null },
  });
  expect(examineKey).toHaveBeenCalledWith(null);
});

test("without the key the journal is unknown, and the registry is closed all the same", async () => {
  const registry = await examined();
  const measured = await measureHealth(
    aKiosk(registry, {
      examineKey: async () => ({ state: "keychain-key-missing", proofs: null }),
    }),
  )();
  expect(measured).toMatchObject({
    keychain: { state: "keychain-key-missing" },
    journal: { state: "unknown" },
  });
  expect(registry.close).toHaveBeenCalledOnce();
});
