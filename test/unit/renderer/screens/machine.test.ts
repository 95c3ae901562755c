import { calls, deny, grant, profile, resetKiosk } from "../fake-kiosk.ts";
import { describe, expect, it, vi } from "vitest";
import { assessed } from "../../../../main/core/domain/health.ts";
import type { Measurements } from "../../../../main/core/domain/health.ts";
import App from "../../../../renderer/App.vue";
import { wellMeasured } from "../../../fakes/well-machine.ts";
import { closeLast, open } from "./opened.ts";
import { atStaffMenu, eachForStaff } from "./visits.ts";

const now = Date.UTC(2026, 10, 22, 3, 0, 0);
const asked = (verb: string) => calls.filter((call) => call.verb === verb).length;
const lines = () =>
  [...document.querySelectorAll("main li")].map((line) => line.textContent.replace(/\s+/g, " "));

function found(changes: Partial<Measurements>): void {
  grant("readHealth", assessed({ ...wellMeasured(now), ...changes }, now));
}

const atMenu = () => atStaffMenu("300001", "957246");
eachForStaff({
  ...{ name: "須賀川 保守", role: "maintain" },
  acts: ["read-health", "close-for-cleaning", "restart", "shut-down"],
});

describe("係員メニュー (KST002)", () => {
  it("says that the journal is broken where the kiosk has met that, and nothing of it else", async () => {
    const words = "記録の一部が書き換えられたか、失われています。";
    await atMenu();
    expect(document.body.textContent).not.toContain(words);
    closeLast();
    resetKiosk();
    grant("readKiosk", { ...profile, nowMs: Date.now() });
    grant("staffSignOut", null);
    grant("staffSignIn", { name: "相馬", role: "audit", acts: [], journalBroken: true });
    await atMenu();
    expect(document.body.textContent).toContain(words);
  });
});

describe("機器の状態 (KST006)", () => {
  it("words each line, and what to do where it isn't well", async () => {
    found({
      backup: { at: null },
      clock: { server: "ntp.example.jp", offsetMs: -31_000 },
      mail: { unsent: 2, oldestAt: now - 3 * 3_600_000 },
    });
    const app = await atMenu();
    await app.press("機器の状態");
    expect(app.screenId()).toBe("KST006");
    const told = lines();
    expect(told).toHaveLength(8);
    expect(told[1]).toMatch(/正常.*登録内容.*版 3、3\.2 MB、点検 8 ミリ秒/);
    expect(told[3]).toMatch(/異常.*時計.*-31,000 ミリ秒.*すぐに合わせてください/);
    expect(told[4]).toMatch(/注意.*未送信 2 通、最も古いものは 3 時間前.*滞っています/);
    expect(told[6]).toMatch(/注意.*バックアップ.*まだありません/);
    expect(told[7]).toMatch(/正常.*記録.*42 番まで 11月22日 12:00 に確認済み/);
  });

  it("reads anew at a press, and once at a time", async () => {
    found({});
    const app = await atMenu();
    await app.press("機器の状態");
    found({ disk: { freeBytes: 1 } });
    await app.press("最新の状態にする");
    expect(asked("readHealth")).toBe(2);
    expect(lines()[2]).toContain("異常");
    await app.press("戻る");
    expect(app.screenId()).toBe("KST002");
  });

  it("forgets the report with whoever read it", async () => {
    found({});
    const app = await atMenu();
    await app.press("機器の状態");
    await app.press("お客さまに戻す");
    deny("readHealth", { code: "staff-signed-out" });
    await app.press("係員専用");
    await app.enter({ staffId: "300001", pin: "957246" });
    await app.press("ログイン");
    await app.press("機器の状態");
    expect(app.screenId()).toBe("KST001");
    expect(lines()).toEqual([]);
  });
});

describe("the ways out", () => {
  it.each([
    ["清掃のために閉じる", "closeForCleaning"],
    ["再起動する", "restartKiosk"],
    ["終了する", "shutDownKiosk"],
  ])("%s asks first, and does nothing on やめる", async (name, verb) => {
    const app = await atMenu();
    await app.press(name);
    expect(document.querySelector("dialog")?.textContent).toContain("ますか");
    await app.press("やめる");
    expect(document.querySelector("dialog")).toBeNull();
    expect(asked(verb)).toBe(0);
  });

  it("say that the kiosk ends, and offer no more", async () => {
    grant("shutDownKiosk", null);
    const app = await atMenu();
    await app.press("終了する");
    await app.press("終了");
    expect(asked("shutDownKiosk")).toBe(1);
    expect(document.body.textContent).toContain("まもなく終了します");
    expect(document.body.textContent).not.toContain("再起動する");
  });

  it("aren't offered to a role that may not", async () => {
    grant("staffSignIn", {
      name: "相馬 監査",
      role: "audit",
      acts: ["read-journal"],
      journalBroken: false,
    });
    await atMenu();
    expect(document.body.textContent).not.toMatch(/清掃|再起動|終了する|機器の状態/);
  });
});

describe("清掃中 (KST008)", () => {
  it("is where a page begins whose kiosk is closed, and stays without a touch", async () => {
    grant("readKiosk", { ...profile, nowMs: Date.now(), closedForCleaning: true });
    const app = await open(App);
    expect(app.screenId()).toBe("KST008");
    await vi.advanceTimersByTimeAsync(3_600_000);
    expect(app.screenId()).toBe("KST008");
    await app.press("係員専用");
    await app.press("戻る");
    expect(app.screenId()).toBe("KST008");
  });

  it("ends for the customers when who signed in has opened it", async () => {
    grant("closeForCleaning", null);
    const app = await atMenu();
    await app.press("清掃のために閉じる");
    await app.press("閉じる");
    expect(app.screenId()).toBe("KST008");
    expect(document.querySelector("header")?.textContent).not.toContain("須賀川");
    await app.press("係員専用");
    await app.enter({ staffId: "300001", pin: "957246" });
    await app.press("ログイン");
    expect(app.screenId()).toBe("KST002");
    await app.press("お客さまに戻す");
    expect(app.screenId()).toBe("KWT001");
  });
});
