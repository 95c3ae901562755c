import { calls, deny, grant, resetKiosk, respond } from "../fake-kiosk.ts";
import { afterEach, beforeEach, expect, it } from "vitest";
import type { JournalLine } from "../../../../preload/contract/staff-answers.ts";
import Kst007Journal from "../../../../renderer/screens/staff/Kst007Journal.vue";
import { closeLast, openScreen } from "./opened.ts";

/** 120 rows, numbered from 120 down, 50 an answer. */
function serveRows(): void {
  respond("findJournal", async ({ before }) => {
    const newest = before === "" ? 120 : Number(before) - 1;
    const count = Math.min(50, newest);
    const rows = Array.from({ length: count }, (_, at) => lineOf(newest - at));
    return { ok: true, value: { rows, more: newest > count } };
  });
}

function lineOf(place: number): JournalLine {
  return {
    place,
    at: Date.parse("2026-04-01T10:00:00+09:00") + place * 1_000,
    kiosk: "branch-7",
    loginId: `login${String(place)}`,
    userId: null,
    staffId: "100001",
    action: "unlock",
    outcome: "done",
    detail: "reason=forgotten",
  };
}

const shown = () =>
  Array.from(document.querySelectorAll("tbody td:nth-child(2)"), ({ textContent }) =>
    Number(textContent.replace("login", "")),
  );
const asked = () =>
  calls.filter(({ verb }) => verb === "findJournal").map(({ request }) => request);
const none = { day: "", customer: "", staffId: "", kind: "" };

beforeEach(() => {
  resetKiosk();
  serveRows();
});
afterEach(closeLast);

it("shows ten rows at a time, and reads on as they are needed", async () => {
  const screen = await openScreen(Kst007Journal);
  expect(shown()).toEqual([120, 119, 118, 117, 116, 115, 114, 113, 112, 111]);
  expect(screen.button("新しい記録へ").getAttribute("aria-disabled")).toBe("true");
  for (let page = 1; page <= 5; page += 1) await screen.press("古い記録へ");
  expect(shown()[0]).toBe(70);
  expect(asked()).toEqual([
    { ...none, before: "" },
    { ...none, before: "71" },
  ]);
  for (let page = 6; page <= 11; page += 1) await screen.press("古い記録へ");
  expect(shown()).toEqual([10, 9, 8, 7, 6, 5, 4, 3, 2, 1]);
  expect(screen.button("古い記録へ").getAttribute("aria-disabled")).toBe("true");
  await screen.press("新しい記録へ");
  expect(shown()[0]).toBe(20);
  expect(asked()).toHaveLength(3);
});

it("says a row in words", async () => {
  await openScreen(Kst007Journal);
  expect(document.querySelector("tbody tr")?.textContent).toBe(
    "2026-04-01 10:02:00login120100001ロックの解除完了理由 forgotten",
  );
});

it("looks for what was asked, and keeps it for the next time", async () => {
  const screen = await openScreen(Kst007Journal);
  await screen.press("条件を変える");
  await screen.enter({ day: "2026-04-01", customer: "taro0001" });
  await screen.press("種類 : すべて");
  await screen.press("利用解除");
  await screen.press("検索する");
  const wanted = { ...none, day: "2026-04-01", customer: "taro0001", kind: "release" };
  expect(asked().at(-1)).toEqual({ ...wanted, before: "" });
  expect(document.body.textContent).toContain("種類 : 利用解除");
  await screen.press("条件を変える");
  expect(screen.input("day").value).toBe("2026-04-01");
  grant("exportJournal", { file: "exports/journal-1.csv", rows: 7 });
  await screen.press("戻る");
  await screen.press("CSVで書き出す");
  expect(calls.at(-1)).toEqual({ verb: "exportJournal", request: wanted });
  expect(document.body.textContent).toContain("「exports/journal-1.csv」に7件を書き出しました。");
  grant("bundleJournal", { file: "exports/journal-2.jsonl", rows: 9 });
  await screen.press("この日を署名付きで書き出す");
  expect(calls.at(-1)).toEqual({ verb: "bundleJournal", request: { day: "2026-04-01" } });
});

it("says what is wrong with a day at its field", async () => {
  const screen = await openScreen(Kst007Journal);
  await screen.press("条件を変える");
  await screen.enter({ day: "1 April" });
  deny("findJournal", { code: "fields", fields: { day: "not-a-day" } });
  await screen.press("検索する");
  expect(screen.input("day").getAttribute("aria-invalid")).toBe("true");
  expect(screen.input("day").value).toBe("1 April");
});

it("says why nothing was written, and stays", async () => {
  const screen = await openScreen(Kst007Journal);
  deny("bundleJournal", { code: "journal-broken", row: 12 });
  await screen.press("全記録を署名付きで書き出す");
  expect(document.querySelector('[role="alert"]')?.textContent).toContain("12番");
  expect(screen.left()).toEqual([]);
});

it("leaves when nobody is signed in any more", async () => {
  const screen = await openScreen(Kst007Journal);
  deny("exportJournal", { code: "staff-signed-out" });
  await screen.press("CSVで書き出す");
  expect(screen.left()[0]?.[0]).toBe("staff-signed-out");
});
