import { deny, grant, profile, respond } from "../fake-kiosk.ts";
import type { Answer } from "../../../../preload/contract/operations.ts";
import { flushPromises } from "@vue/test-utils";
import { describe, expect, it, vi } from "vitest";
import App from "../../../../renderer/App.vue";
import { open } from "./opened.ts";
import { atSelection, eachAtAKiosk, signedIn, verbs } from "./visits.ts";

eachAtAKiosk();

describe("the kiosk's frame", () => {
  it("begins at 待機 by any touch, and names page and bank in the title", async () => {
    const app = await open(App);
    expect(app.screenId()).toBe("KWT001");
    expect(document.title).toBe("ワンタイムパスワードのお手続き | 福島県商工信用組合");
    await vi.advanceTimersByTimeAsync(1);
    document.querySelector<HTMLElement>("main h1")?.click();
    await flushPromises();
    expect(app.screenId()).toBe("KLG001");
    expect(document.title).toBe("ログイン | 福島県商工信用組合");
  });

  it("marks every screen as a demonstration and names the customer after sign-in alone", async () => {
    const app = await open(App);
    expect(document.querySelector("header")?.textContent).toContain("デモ");
    await app.press("はじめる");
    expect(document.body.textContent).not.toContain("福島 太郎");
    await app.press("ログイン");
    expect(document.querySelector("header")?.textContent).toContain("福島 太郎");
  });

  it("doesn't name a customer who still has to prove a code", async () => {
    grant("signIn", { awaits: "code", customerName: "福島 太郎" });
    const app = await signedIn();
    expect(app.screenId()).toBe("KLG002");
    expect(document.body.textContent).not.toContain("福島 太郎");
    await app.press("戻る");
    expect(app.screenId()).toBe("KLG001");
    expect(verbs()).toContain("signOut");
  });

  it("forgets everything on ログアウト", async () => {
    const app = await atSelection();
    expect(app.screenId()).toBe("BOP001");
    await app.press("ログアウト");
    expect(app.screenId()).toBe("KWT001");
    expect(verbs().filter((verb) => verb === "signOut")).toHaveLength(1);
    expect(JSON.stringify(app.pinia.state.value)).not.toMatch(/福島 太郎|999800000001/);
  });

  it("says why the customer has to sign in again when the session has ended", async () => {
    const app = await signedIn();
    deny("readStatus", { code: "signed-out" });
    await app.press("ワンタイムパスワード申請");
    expect(app.screenId()).toBe("KLG001");
    expect(document.querySelector('[role="alert"]')?.textContent).toContain("ログアウトしました");
  });
});

describe("a kiosk that is still opening its stores", () => {
  it("says that it is getting ready, and begins by itself", async () => {
    const asked = Promise.withResolvers<Answer<"readKiosk">>();
    respond("readKiosk", () => asked.promise);
    const app = await open(App);
    await vi.advanceTimersByTimeAsync(350);
    expect(document.querySelector('[role="status"]')?.textContent).toContain("準備中");
    expect(() => app.button("はじめる")).toThrow("0 buttons");
    asked.resolve({ ok: true, value: profile });
    await flushPromises();
    expect(document.body.textContent).not.toContain("準備中");
    expect(app.screenId()).toBe("KWT001");
    expect(app.button("はじめる").getAttribute("aria-disabled")).toBeNull();
  });

  it("draws its first screen before it is known which kiosk it is, and keeps a touch of then", async () => {
    const asked = Promise.withResolvers<Answer<"readKiosk">>();
    respond("readKiosk", () => asked.promise);
    const app = await open(App);
    expect(document.querySelector("h1")?.textContent).toBe("ワンタイムパスワードのお手続き");
    await vi.advanceTimersByTimeAsync(1);
    document.querySelector<HTMLElement>("main h1")?.click();
    await flushPromises();
    expect(app.screenId()).toBe("KWT001");
    asked.resolve({ ok: true, value: profile });
    await flushPromises();
    expect(app.screenId()).toBe("KLG001");
  });
});

describe("a customer who is locked", () => {
  it("has nothing left to press but the way out, and no way to the staff's sign-in", async () => {
    deny("startToken", { code: "locked", kind: "oneTimePassword" });
    const app = await atSelection();
    await app.press("ワンタイムパスワード利用開始");
    await app.press("利用開始する");
    expect(app.button("利用開始する").getAttribute("aria-disabled")).toBe("true");
    expect(() => app.button("係員専用")).toThrow("0 buttons");
  });
});

describe("a kiosk that can't serve", () => {
  it("says so to customers and staff, offers nothing to begin, and recovers by itself", async () => {
    grant("readKiosk", { ...profile, fault: "keychain-locked" });
    const app = await open(App);
    expect(app.screenId()).toBe("KWT001");
    expect(document.body.textContent).toContain(
      "鍵の保管場所を開いてください。この機械は自動で受付を再開します",
    );
    expect(() => app.button("はじめる")).toThrow("0 buttons");
    grant("readKiosk", profile);
    await vi.advanceTimersByTimeAsync(10_500);
    expect(app.button("はじめる").getAttribute("aria-disabled")).toBeNull();
  });

  it("says so by itself while nobody uses it", async () => {
    grant("readKiosk", profile);
    const app = await open(App);
    expect(app.button("はじめる").getAttribute("aria-disabled")).toBeNull();
    grant("readKiosk", { ...profile, fault: "identity-revoked" });
    await vi.advanceTimersByTimeAsync(5_500);
    expect(document.body.textContent).toContain("登録が取り消されています");
  });

  it("shows the fault when a request meets it, and nothing of the customer", async () => {
    const app = await signedIn();
    deny("readStatus", { code: "out-of-service", fault: "registry-unavailable" });
    await app.press("ワンタイムパスワード申請");
    expect(app.screenId()).toBe("KWT001");
    expect(document.body.textContent).toContain("登録内容の保管場所に接続できません");
    expect(document.body.textContent).not.toContain("福島 太郎");
  });

  it("shows the reference when not even its profile can be read", async () => {
    deny("readKiosk", { code: "unexpected", reference: "K7F2" });
    await open(App);
    expect(document.body.textContent).toContain("K7F2");
  });
});
