import { calls, deny, grant } from "../fake-kiosk.ts";
import { describe, expect, it, vi } from "vitest";
import { fleetOf, smallFleet } from "../../../gallery/cases/fleet-values.ts";
import { atStaffMenu, eachForStaff } from "./visits.ts";

const main = () => document.querySelector("main")?.textContent.replace(/\s+/g, " ") ?? "";
const rows = () =>
  [...document.querySelectorAll("main tbody tr")].map((row) => row.textContent.trim());

const keeper = { name: "須賀川 保守", role: "maintain" } as const;
const atMenu = () => atStaffMenu("300001", "957246");
eachForStaff({ ...keeper, acts: ["read-fleet"] });

describe("端末の一覧 (KST010)", () => {
  it("sums up 200 kiosks, and shows those to be checked first, the worst first", async () => {
    grant("readFleet", fleetOf(200));
    const app = await atMenu();
    await app.press("端末の一覧");
    expect(app.screenId()).toBe("KST010");
    expect(main()).toContain("200 台、うち要確認 12 台");
    expect(main()).toContain("承認待ち 2 台");
    expect(main()).toContain("メール 注意 未送信 12 通");
    expect(main()).toContain("記録 正常 48,120 番まで");
    expect(rows()).toHaveLength(10);
    expect(rows()[0]).toMatch(/^異常本店営業部lobby-001応答なし1\.0\.0/);
    await app.press("次へ");
    expect(rows()).toHaveLength(2);
    expect(rows()[0]).toContain("時計のサーバーの応答なし");
  });

  it("shows all on request, in pages", async () => {
    grant("readFleet", fleetOf(200));
    const app = await atMenu();
    await app.press("端末の一覧");
    document.querySelector<HTMLElement>("input[value=all]")?.click();
    await vi.advanceTimersByTimeAsync(0);
    expect(main()).toContain("1 / 20 ページ");
    await app.press("次へ");
    expect(rows()[2]).toMatch(/^正常/);
  });

  it("shows all at once where nothing is to be checked, and says so on request", async () => {
    grant("readFleet", smallFleet);
    const app = await atMenu();
    await app.press("端末の一覧");
    expect(main()).toContain("3 台、うち要確認 0 台");
    expect(main()).not.toContain("承認待ち");
    expect(rows()).toHaveLength(3);
    document.querySelector<HTMLElement>("input[value=to-check]")?.click();
    await vi.advanceTimersByTimeAsync(0);
    expect(main()).toContain("確認が必要な端末はありません。");
  });

  it("reads anew at a press, and stays at the choice", async () => {
    grant("readFleet", fleetOf(200));
    const app = await atMenu();
    await app.press("端末の一覧");
    document.querySelector<HTMLElement>("input[value=all]")?.click();
    grant("readFleet", fleetOf(30));
    await app.press("最新の状態にする");
    expect(calls.filter(({ verb }) => verb === "readFleet")).toHaveLength(2);
    expect(main()).toContain("30 台、うち要確認 12 台");
    expect(main()).toContain("1 / 3 ページ");
    await app.press("戻る");
    expect(app.screenId()).toBe("KST002");
  });

  it("keeps what was read beside a refusal, and ends with the session", async () => {
    grant("readFleet", fleetOf(30));
    const app = await atMenu();
    await app.press("端末の一覧");
    deny("readFleet", { code: "busy" });
    await app.press("最新の状態にする");
    expect(rows()).toHaveLength(10);
    deny("readFleet", { code: "staff-signed-out" });
    await app.press("最新の状態にする");
    expect(app.screenId()).toBe("KST001");
  });

  it("isn't offered where the member, or the kiosk, has none", async () => {
    grant("staffSignIn", { ...keeper, acts: ["read-health"], journalBroken: false });
    await atMenu();
    expect(main()).toContain("機器の状態");
    expect(main()).not.toContain("端末の一覧");
  });
});
