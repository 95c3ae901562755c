import { flushPromises } from "@vue/test-utils";
import type { Answer } from "../../../../preload/contract/operations.ts";
import { calls, deny, grant, respond } from "../fake-kiosk.ts";
import { beforeEach, describe, expect, it, vi } from "vitest";
import App from "../../../../renderer/App.vue";
import { open } from "./opened.ts";
import { atStaffMenu, eachForStaff } from "./visits.ts";

const asked = (verb: string) => calls.filter((call) => call.verb === verb).length;

const atMenu = () => atStaffMenu("100001", "624813");
eachForStaff({ name: "二本松 係員", role: "assist", acts: ["find-customer"] });
beforeEach(() => {
  grant("signIn", { awaits: "nothing", customerName: "福島 太郎" });
  grant("signOut", null);
});

describe("the staff's way in and out", () => {
  it("leads from 待機 to the menu, and names who is signed in", async () => {
    const app = await atMenu();
    expect(app.screenId()).toBe("KST002");
    expect(document.querySelector("header")?.textContent).toContain("二本松 係員");
  });

  it("ends as the kiosk is handed back", async () => {
    const app = await atMenu();
    await app.press("お客さまに戻す");
    expect(app.screenId()).toBe("KWT001");
    expect(asked("staffSignOut")).toBe(1);
    expect(document.body.textContent).not.toContain("二本松");
  });

  it("isn't begun by an answer that comes after 戻る", async () => {
    const late = Promise.withResolvers<Answer<"staffSignIn">>();
    respond("staffSignIn", () => late.promise);
    const app = await atMenu();
    await app.press("戻る");
    late.resolve({
      ok: true,
      value: { name: "二本松 係員", role: "assist", acts: [], journalBroken: false },
    });
    await flushPromises();
    expect(document.body.textContent).not.toContain("二本松");
    expect(calls.slice(-2).map(({ verb }) => verb)).toEqual(["staffSignIn", "staffSignOut"]);
  });

  it("goes on while somebody types, of which the main process hears now and then", async () => {
    const app = await atMenu();
    for (let seconds = 0; seconds < 300; seconds += 5) {
      await vi.advanceTimersByTimeAsync(5_000);
      document.body.dispatchEvent(new Event("pointerdown", { bubbles: true }));
    }
    expect(app.screenId()).toBe("KST002");
    expect(asked("prolong")).toBeGreaterThanOrEqual(300 / 15);
    expect(asked("prolong")).toBeLessThanOrEqual(300 / 15 + 1);
  });

  it("goes on by 操作を続ける, on the other side, too", async () => {
    const app = await atMenu();
    await vi.advanceTimersByTimeAsync(100_000);
    const before = asked("prolong");
    await app.press("操作を続ける");
    expect(asked("prolong")).toBe(before + 1);
    await vi.advanceTimersByTimeAsync(85_000);
    expect(app.screenId()).toBe("KST002");
  });

  it("stands a bridge that breaks while it is told", async () => {
    respond("prolong", () => Promise.reject(new Error("broken")));
    const app = await atMenu();
    document.body.dispatchEvent(new Event("pointerdown", { bubbles: true }));
    await vi.advanceTimersByTimeAsync(20_000);
    expect(app.screenId()).toBe("KST002");
  });

  it("ends after two minutes without a touch, warning included", async () => {
    const app = await atMenu();
    await vi.advanceTimersByTimeAsync(119_000);
    expect(app.screenId()).toBe("KST002");
    await vi.advanceTimersByTimeAsync(1_500);
    expect(app.screenId()).toBe("KWT001");
    expect(asked("staffSignOut")).toBe(1);
  });

  it("keeps the number and clears the PIN after a refusal", async () => {
    deny("staffSignIn", { code: "staff-credentials" });
    const app = await atMenu();
    expect(app.screenId()).toBe("KST001");
    expect([app.input("staffId").value, app.input("pin").value]).toEqual(["100001", ""]);
  });

  it("isn't offered to a customer who can't go on alone: they would lose their session", async () => {
    deny("signIn", { code: "locked", kind: "loginPassword" });
    const app = await open(App);
    await app.press("はじめる");
    await app.press("ログイン");
    expect(document.querySelector('[role="alert"]')?.textContent).toContain("係員");
    expect(() => app.button("係員専用")).toThrow("0 buttons");
  });

  it("isn't offered for a mere slip", async () => {
    deny("signIn", { code: "credentials" });
    const app = await open(App);
    await app.press("はじめる");
    await app.press("ログイン");
    expect(document.body.textContent).not.toContain("係員");
  });
});
