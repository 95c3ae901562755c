import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { expect, test } from "vitest";
import { examineRegistry, registrySize } from "../../main/registry/sqlite/examine.ts";
import type { JournalEvent } from "../../main/core/domain/journal-event.ts";
import { openRegistry } from "../../main/registry/sqlite/open-registry.ts";
import { temporaryFolder } from "./temporary-folder.ts";

const mac = (text: string) => `mac of ${text.length}`;
const mail = {
  ...({ kind: "issued", to: "taro@docomo.ne.jp", userId: "999800000001" } as const),
  language: null,
};

/** The path of a registry with `events` in its journal and a mail of each time in `unsent`, closed again; `given`: up to which user ID. */
async function registryWith(
  events: readonly JournalEvent[],
  unsent: readonly number[] = [],
  given: string | null = null,
) {
  const path = join(temporaryFolder(), "registry.sqlite");
  const opened = await openRegistry(path);
  if (!opened.ok) throw new Error(opened.refusal);
  await opened.value.sealJournal({ kiosk: "kiosk", mac });
  await opened.value.transact(async (rows) => {
    await rows.recordMasterKey("ab".repeat(32));
    if (given !== null) await rows.recordGreatestUserId(given);
    for (const event of events) await rows.appendJournal(event);
    for (const createdAt of unsent) {
      await rows.enqueueMail({ ...mail, id: `mail-${String(createdAt)}`, createdAt });
    }
  });
  await opened.value.close();
  return path;
}

const at = (time: number, action: JournalEvent["action"], outcome = "done", detail?: string) => ({
  ...{ at: time, customerId: null, action, outcome },
  ...(detail !== undefined && { detail }),
});

async function look(path: string) {
  const examined = await examineRegistry(path, null);
  if (!examined.ok) return examined.refusal;
  const { journal, close, ...found } = examined.value;
  const { lastNumber } = await journal.journalEnd();
  await close();
  return { ...found, lastNumber };
}

test("a look tells what there is, and leaves every byte and no file of its own", async () => {
  const path = await registryWith(
    [
      at(1_000, "backup"),
      at(2_000, "backup"),
      at(3_000, "backup", "failed"),
      at(4_000, "read-health", "done", "journal-rows=3"),
      at(5_000, "read-health", "fault"),
      at(6_000, "keys-rotate", "done"),
      at(7_000, "keys-rotate", "begun"),
    ],
    [9_000, 8_000],
    "999800000007",
  );
  const before = readFileSync(path);
  expect(await look(path)).toEqual({
    ...{ fingerprint: "ab".repeat(32), unsent: 2, oldestUnsentAt: 8_000, lastBackupAt: 2_000 },
    ...{ greatestUserId: "999800000007", lastRotationAt: 6_000 },
    ...{ failedMails: [], serverTrouble: null },
    ...{ lastCheck: { rows: 3, at: 4_000 }, lastNumber: 7 },
  });
  expect(readFileSync(path)).toEqual(before);
  expect(readdirSync(dirname(path))).toEqual(["registry.sqlite"]);
  expect(registrySize(path)).toBeGreaterThanOrEqual(before.length);
});

test("phones' offsets are told since the last start, the failed codes' too, and staff's deeds not", async () => {
  const code = (time: number, customerId: string, outcome: string, minutes?: number) => ({
    ...{ at: time, customerId, action: "prove-code" as const, outcome },
    ...(minutes !== undefined && { detail: `phone-minutes=${String(minutes)}` }),
  });
  const path = await registryWith([
    code(1_000, "before-the-start", "done", 5),
    at(2_000, "start-up"),
    code(3_000, "too-early", "done", 5),
    code(4_000, "right", "done"),
    code(5_000, "off", "oneTimePassword-wrong", 540),
    code(6_000, "mistyped", "oneTimePassword-wrong"),
    { ...code(7_000, "released-by-staff", "done"), action: "release", staffId: "100001" },
    { ...code(8_000, "late", "done", -1), action: "start" },
  ]);
  const examined = await examineRegistry(path, null);
  if (!examined.ok) throw new Error(examined.refusal);
  expect(await examined.value.journal.phoneOffsets(4_000)).toEqual([
    { customerId: "right", minutes: 0 },
    { customerId: "off", minutes: 540 },
    { customerId: "late", minutes: -1 },
  ]);
  await examined.value.close();
});

test("of a new registry it tells nothing more than that", async () => {
  expect(await look(await registryWith([]))).toEqual({
    ...{
      fingerprint: "ab".repeat(32),
      unsent: 0,
      oldestUnsentAt: null,
      lastBackupAt: null,
      lastRotationAt: null,
      greatestUserId: null,
    },
    ...{ failedMails: [], serverTrouble: null },
    ...{ lastCheck: null, lastNumber: 0 },
  });
});

test("what can't be read is told by its fault", async () => {
  const missing = join(temporaryFolder(), "registry.sqlite");
  expect(await look(missing)).toBe("missing");
  expect(readdirSync(dirname(missing))).toEqual([]);
  expect(registrySize(missing)).toBeNull();
  expect(await examineRegistry(missing, { count: 1, lastMac: "mac" })).toMatchObject({
    refusal: "registry-rolled-back",
  });

  const version = async (number: number) => {
    const path = await registryWith([]);
    using database = new DatabaseSync(path);
    database.exec(`pragma user_version = ${String(number)}`);
    return path;
  };
  expect(await look(await version(1))).toBe("older");
  expect(await look(await version(99))).toBe("registry-newer");

  const path = await registryWith([at(1, "start-up")]);
  expect(await examineRegistry(path, { count: 2, lastMac: "mac" })).toMatchObject({
    refusal: "registry-rolled-back",
  });
  writeFileSync(path, "words ".repeat(999));
  expect(await look(path)).toBe("registry-damaged");
});

test("one that another process holds alone is told so", async () => {
  const path = await registryWith([]);
  using holder = new DatabaseSync(path);
  holder.exec("pragma journal_mode = delete; begin exclusive");
  expect(await look(path)).toBe("registry-unavailable");
});
