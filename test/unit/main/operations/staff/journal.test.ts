import { beforeEach, describe, expect, test } from "vitest";
import type { Operations } from "../../../../../main/core/operations/operation.ts";
import type { Bank } from "../a-kiosk.ts";
import { aBank, done, refusal, signedInWith } from "../a-kiosk.ts";
import { assistant, auditor, maintainer, officer } from "./staff.ts";

const day = "2026-04-01";
const all = { day: "", customer: "", staffId: "", kind: "" };
const first = { ...all, before: "" };

let bank: Bank;
let kiosk: Operations;
beforeEach(async () => {
  bank = await aBank();
  await signedInWith(bank, "in-use");
  kiosk = bank.kiosk();
  await done(kiosk.staffSignIn(auditor));
});

describe("who may", () => {
  const verbs = {
    find: () => kiosk.findJournal(first),
    export: () => kiosk.exportJournal(all),
    bundle: () => kiosk.bundleJournal({ day: "" }),
  };
  const each = Object.entries(verbs);

  test.each(each)("%s: 監査 alone", async (_name, verb) => {
    for (const other of [assistant, officer, maintainer]) {
      await done(kiosk.staffSignIn(other));
      expect(await refusal<{ code: string }>(verb())).toEqual({ code: "forbidden" });
      expect(bank.lastDeed()).toBe("read-journal forbidden");
    }
    await done(kiosk.staffSignOut({}));
    expect(await refusal<{ code: string }>(verb())).toEqual({ code: "staff-signed-out" });
    expect(bank.files.texts.size).toBe(0);
    await done(kiosk.staffSignIn(auditor));
    await done<unknown>(verb());
  });
});

describe("記録の閲覧 (KST007)", () => {
  const actions = async (asked: Partial<typeof first>) =>
    (await done(kiosk.findJournal({ ...first, ...asked }))).rows.map(({ action }) => action);
  const taros = ["start", "issue", "sign-in"];

  test("shows the newest first, with whom it was about", async () => {
    const { rows, more } = await done(kiosk.findJournal(first));
    expect(more).toBe(false);
    expect(rows[0]).toMatchObject({ action: "staff-sign-in", staffId: "400001", loginId: null });
    expect(rows[1]).toMatchObject({
      ...{ action: "start", outcome: "done", loginId: "taro0001", userId: "999800000001" },
      ...{ kiosk: "kiosk", staffId: null, detail: null },
    });
    expect(JSON.stringify(rows)).not.toMatch(/docomo|mac/);
  });

  test("by the customer's login ID or user ID", async () => {
    expect(await actions({ customer: "taro0001" })).toEqual(taros);
    expect(await actions({ customer: "999800000001" })).toEqual(taros);
    expect(await actions({ customer: "taro000" })).toEqual([]);
  });

  test("by Japan's day", async () => {
    expect(await actions({ day, customer: "taro0001" })).toEqual(taros);
    expect(await actions({ day: "2026-03-31" })).toEqual([]);
    const none = refusal(kiosk.findJournal({ ...first, day: "2026-02-30" }));
    expect(await none).toEqual({ code: "fields", fields: { day: "not-a-day" } });
  });

  test("by staff and by kind", async () => {
    expect(await actions({ staffId: "400001" })).toEqual(["staff-sign-in"]);
    expect(await actions({ kind: "issue" })).toEqual(["issue"]);
    expect(await actions({ kind: "issue", staffId: "400001" })).toEqual([]);
  });

  test("50 rows a page", async () => {
    for (let count = 0; count < 60; count += 1) await kiosk.staffSignIn(auditor);
    const pages: number[] = [];
    let before = "";
    for (;;) {
      const { rows, more } = await done(kiosk.findJournal({ ...first, before }));
      pages.push(rows.length);
      before = String(rows.at(-1)?.place);
      if (!more) break;
    }
    expect(pages).toEqual([50, 50, 24]);
  });

  test("writes nothing", async () => {
    const rows = bank.registry.journal().length;
    await done(kiosk.findJournal(first));
    expect(bank.registry.journal()).toHaveLength(rows);
  });
});

describe("exports", () => {
  test("as CSV what the filters let through, and journals it before and after", async () => {
    const { file, rows } = await done(kiosk.exportJournal({ ...all, customer: "taro0001" }));
    expect(file).toMatch(/^exports\/journal-20260401-\d{6}\.csv$/);
    const text = bank.files.texts.get(file.replace("exports/", "")) ?? "";
    const lines = text.split("\r\n");
    expect(lines[0]).toBe("\ufeff番号,日時,機器,ログインID,ユーザID,係員番号,種類,結果,内容");
    expect(lines).toHaveLength(rows + 2);
    expect(lines[rows]).toBe("1,2026-04-01 10:00:30,kiosk,taro0001,,,sign-in,done,");
    const name = file.replace("exports/", "");
    expect(bank.registry.journal().slice(-2)).toMatchObject([
      { staffId: "400001", action: "export-journal", outcome: "begun", detail: `file=${name}` },
      { action: "export-journal", outcome: "done", detail: `file=${name} rows=${String(rows)}` },
    ]);
  });

  test("more rows than are held at a time, each once", async () => {
    await bank.registry.transact(async (rows) => {
      for (let at = 0; at < 2_500; at += 1) {
        await rows.appendJournal({ at, customerId: null, action: "start-up", outcome: "done" });
      }
    });
    const { file } = await done(kiosk.exportJournal({ ...all, kind: "start-up" }));
    const lines = (bank.files.texts.get(file.replace("exports/", "")) ?? "").split("\r\n");
    expect(new Set(lines.slice(1, -1).map((line) => line.split(",")[0])).size).toBe(2_500);
    expect(lines).toHaveLength(2_502);
  });

  test("nothing of a customer whom nobody knows", async () => {
    expect(await done(kiosk.exportJournal({ ...all, customer: "nobody" }))).toMatchObject({
      rows: 0,
    });
  });

  test("a signed bundle of a day", async () => {
    const { file, rows } = await done(kiosk.bundleJournal({ day }));
    const lines = (bank.files.texts.get(file.replace("exports/", "")) ?? "").split("\n");
    expect(lines).toHaveLength(rows + 3);
    expect(JSON.parse(lines[0] ?? "")).toMatchObject({ kiosk: "kiosk", from: day, to: day });
    expect(bank.lastDeed()).toBe("bundle-journal done");
  });

  test("and says when there is no room", async () => {
    bank.files.fill(true);
    expect(await refusal(kiosk.exportJournal(all))).toEqual({ code: "export-failed" });
    expect(bank.lastDeed()).toBe("export-journal file-unwritable");
    expect(await refusal(kiosk.bundleJournal({ day: "" }))).toEqual({ code: "export-failed" });
  });
});
