import { beforeEach, describe, expect, test } from "vitest";
import type { JournalFilter } from "../../main/core/domain/journal-search.ts";
import type { OpenedRegistry } from "../../main/core/ports/registry.ts";
import { memoryVault } from "../fakes/memory-vault.ts";
import { hanako, taro } from "./rows.ts";
import { registries } from "./registries.ts";

const any: JournalFilter = { from: null, to: null, customerId: null, staffId: null, action: null };

describe.each(registries)("the journal on %s is searched", (_name, open) => {
  let registry: OpenedRegistry;
  const found = async (
    filter: Partial<JournalFilter>,
    before: number | null = null,
    limit = 10,
  ): Promise<readonly number[]> =>
    (await registry.findJournal({ ...any, ...filter }, before, limit)).map(({ number }) => number);

  beforeEach(async () => {
    registry = await open();
    await registry.sealJournal({ kiosk: "branch-7", mac: memoryVault().mac });
    await registry.transact(async (rows) => {
      await rows.insertCustomer(taro);
      await rows.insertCustomer(hanako);
      await rows.appendJournal({ at: 10, customerId: null, action: "start-up", outcome: "done" });
      await rows.appendJournal({ at: 20, customerId: taro.id, action: "issue", outcome: "done" });
      const deed = { customerId: hanako.id, staffId: "100001", outcome: "done" };
      await rows.appendJournal({ ...deed, at: 30, action: "unlock", detail: "reason=forgotten" });
      // The clock was put back.
      await rows.appendJournal({ at: 15, customerId: taro.id, action: "start", outcome: "done" });
      await rows.appendJournal({ ...deed, at: 30, action: "issue" });
    });
  });

  test("for the newest time since the clock was last confirmed", async () => {
    expect(await registry.clockEvidence()).toEqual({ newestAt: 30, confirmedBy: 0 });
    const deed = { customerId: null, outcome: "done" } as const;
    await registry.transact(async (rows) => {
      for (const action of ["fault", "mail", "sign-out", "staff-sign-out"] as const) {
        await rows.appendJournal({ ...deed, at: 90, action });
      }
    });
    expect(await registry.clockEvidence()).toEqual({ newestAt: 30, confirmedBy: 0 });
    await registry.transact(async (rows) => {
      await rows.appendJournal({ ...deed, at: 20, action: "clock-confirm" });
      await rows.appendJournal({ ...deed, at: 19, action: "backup" });
    });
    expect(await registry.clockEvidence()).toEqual({ newestAt: 20, confirmedBy: 10 });
  });

  test("by the time, the newest first", async () => {
    expect(await found({})).toEqual([5, 3, 2, 4, 1]);
    expect(await found({ from: 15, to: 30 })).toEqual([2, 4]);
    expect(await found({ from: 31 })).toEqual([]);
  });

  test("by customer, staff and action, and by all of them at once", async () => {
    expect(await found({ customerId: taro.id })).toEqual([2, 4]);
    expect(await found({ staffId: "100001" })).toEqual([5, 3]);
    expect(await found({ action: "issue" })).toEqual([5, 2]);
    const all = { customerId: hanako.id, staffId: "100001", action: "issue", from: 30, to: 31 };
    expect(await found(all)).toEqual([5]);
    expect(await found({ ...all, customerId: taro.id })).toEqual([]);
  });

  test("page by page", async () => {
    expect(await found({}, null, 2)).toEqual([5, 3]);
    expect(await found({}, 3, 2)).toEqual([2, 4]);
    expect(await found({}, 4, 2)).toEqual([1]);
    expect(await found({}, 1)).toEqual([]);
    expect(await found({}, 99)).toEqual([]);
    expect(await found({ action: "issue" }, 5)).toEqual([2]);
  });

  test("and tells all of a row", async () => {
    const [row] = await registry.findJournal({ ...any, action: "unlock" }, null, 1);
    expect(row).toMatchObject({
      ...{ number: 3, at: 30, kiosk: "branch-7", customerId: hanako.id, userId: null },
      ...{ loginId: hanako.loginId, staffId: "100001", detail: "reason=forgotten" },
    });
    const [first] = await registry.findJournal({ ...any, action: "start-up" }, null, 1);
    expect(first).toMatchObject({ loginId: null, staffId: null, detail: null });
  });

  test("for where a span of time begins and ends", async () => {
    expect(await registry.journalSpan(null, null, 5)).toEqual({ first: 1, last: 5 });
    expect(await registry.journalSpan(15, 30, 5)).toEqual({ first: 2, last: 4 });
    expect(await registry.journalSpan(15, 30, 3)).toEqual({ first: 2, last: 2 });
    expect(await registry.journalSpan(31, null, 5)).toBeNull();
  });
});
