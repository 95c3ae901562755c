import { calls, deny, grant } from "../fake-kiosk.ts";
import { describe, expect, it } from "vitest";
import type { Opened } from "./opened.ts";
import { atStaffMenu, eachForStaff } from "./visits.ts";

const members = Array.from({ length: 7 }, (_, at) => ({
  staffId: `10000${String(at + 1)}`,
  name: `係員${String(at + 1)}`,
  role: "assist" as const,
}));
const text = () => document.querySelector("main")?.textContent ?? "";

async function atList(): Promise<Opened> {
  const app = await atStaffMenu("200001", "846135");
  await app.press("係員のロックの解除");
  return app;
}

eachForStaff({ name: "白河 役席", role: "approve", acts: ["staff-unlock"] });

describe("係員のロックの解除 (KST009)", () => {
  it("unlocks whom one chooses, with a reason, and says so", async () => {
    grant("findLockedStaff", { members: members.slice(0, 1) });
    grant("unlockStaff", null);
    const app = await atList();
    expect(app.screenId()).toBe("KST009");
    expect(text()).toContain("係員1");
    await app.press("ロックを解除");
    expect(text()).toContain("係員1（係員番号 100001）のロックを解除する");
    document.querySelector<HTMLElement>("input[value=by-others]")?.click();
    grant("findLockedStaff", { members: [] });
    await app.press("ロックを解除する");
    expect(calls.filter(({ verb }) => verb === "unlockStaff")).toEqual([
      { verb: "unlockStaff", request: { staffId: "100001", reason: "by-others" } },
    ]);
    expect(text()).toContain("係員1 のロックを解除しました。");
    expect(text()).toContain("ロックされている係員番号はありません。");
    await app.press("戻る");
    expect(app.screenId()).toBe("KST002");
  });

  it("shows more than a screen holds in pages", async () => {
    grant("findLockedStaff", { members });
    const app = await atList();
    expect(text()).not.toContain("係員7");
    await app.press("次へ");
    expect(text()).toContain("係員7");
  });

  it("says when somebody else was quicker, beside the list as it is now", async () => {
    grant("findLockedStaff", { members: members.slice(0, 1) });
    deny("unlockStaff", { code: "not-possible", reason: "not-locked" });
    const app = await atList();
    await app.press("ロックを解除");
    document.querySelector<HTMLElement>("input[value=other]")?.click();
    grant("findLockedStaff", { members: [] });
    await app.press("ロックを解除する");
    expect(text()).toContain("ロックはすでに解除されています。");
    expect(text()).toContain("ロックされている係員番号はありません。");
  });
});
