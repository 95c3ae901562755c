import { calls, deny, grant, issuedStatus, profile, resetKiosk, respond } from "../fake-kiosk.ts";
import { flushPromises } from "@vue/test-utils";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import App from "../../../../renderer/App.vue";
import { closeLast, open } from "./opened.ts";
import type { Opened } from "./opened.ts";

// Whole screens are drawn here, on machines that are busy with other checks.
vi.setConfig({ testTimeout: 20_000 });

function verbs(): string[] {
  return calls.map(({ verb }) => verb);
}

async function signedIn(): Promise<Opened> {
  const app = await open(App);
  await app.press("はじめる");
  await app.enter({ loginId: "taro0001", loginPassword: "tarologin1" });
  await app.press("ログイン");
  return app;
}

async function atSelection(): Promise<Opened> {
  const app = await signedIn();
  await app.press("ワンタイムパスワード申請");
  return app;
}

beforeEach(() => {
  resetKiosk();
  vi.useFakeTimers();
  grant("readKiosk", { ...profile, nowMs: Date.now() });
  grant("signIn", { awaits: "nothing", customerName: "福島 太郎" });
  grant("signOut", null);
  grant("readStatus", issuedStatus);
});
afterEach(() => {
  closeLast();
  vi.useRealTimers();
});

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

describe("a customer who has walked away", () => {
  it("is asked after 60 s and signed out 30 s later, and nothing is left", async () => {
    const app = await atSelection();
    await vi.advanceTimersByTimeAsync(59_500);
    expect(document.querySelector("dialog")).toBeNull();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(document.querySelector("dialog")).not.toBeNull();
    expect(app.screenId()).toBe("BOP001");
    await vi.advanceTimersByTimeAsync(30_000);
    expect(app.screenId()).toBe("KWT001");
    expect(document.querySelector("dialog")).toBeNull();
    expect(verbs().filter((verb) => verb === "signOut")).toHaveLength(1);
    expect(JSON.stringify(app.pinia.state.value)).not.toMatch(/福島 太郎|999800000001/);
  });

  it("goes on where they were by one touch", async () => {
    const app = await atSelection();
    await vi.advanceTimersByTimeAsync(61_000);
    await app.press("操作を続ける");
    expect(document.querySelector("dialog")).toBeNull();
    await vi.advanceTimersByTimeAsync(59_000);
    expect(app.screenId()).toBe("BOP001");
    expect(verbs()).not.toContain("signOut");
  });

  it("may go on ten times and more, and the main process hears of each", async () => {
    const app = await atSelection();
    const asked = (): number => verbs().filter((verb) => verb === "readStatus").length;
    const before = asked();
    for (let times = 0; times < 12; times += 1) {
      await vi.advanceTimersByTimeAsync(85_000);
      await app.press("操作を続ける");
    }
    expect(app.screenId()).toBe("BOP001");
    expect(verbs()).not.toContain("signOut");
    expect(asked() - before).toBe(12);
  });

  it("may put a finish screen's end off ten times and more", async () => {
    grant("startToken", null);
    const app = await atSelection();
    await app.press("ワンタイムパスワード利用開始");
    await app.press("利用開始する");
    for (let times = 0; times < 12; times += 1) {
      await vi.advanceTimersByTimeAsync(29_000);
      document.body.dispatchEvent(new Event("pointerdown", { bubbles: true }));
    }
    expect(app.screenId()).toBe("BOK002");
  });

  it("is never asked at 待機", async () => {
    await open(App);
    await vi.advanceTimersByTimeAsync(200_000);
    expect(document.querySelector("dialog")).toBeNull();
  });

  it("is asked again at the next visit, after a sign-out by time", async () => {
    const app = await signedIn();
    await vi.advanceTimersByTimeAsync(91_000);
    expect(app.screenId()).toBe("KWT001");
    await app.press("はじめる");
    await vi.advanceTimersByTimeAsync(61_000);
    expect(document.querySelector("dialog")).not.toBeNull();
    await vi.advanceTimersByTimeAsync(30_000);
    expect(app.screenId()).toBe("KWT001");
  });

  it("isn't asked while the set-up code is on the screen, and is afterwards", async () => {
    const code = { modules: ["1"], key: "JBSW", secondsLeft: 120, showingsLeft: 2 };
    grant("showSetupCode", code);
    const app = await atSelection();
    await app.press("アプリ設定用QRコードを表示する");
    await app.press("アプリ設定用QRコードを表示する");
    await vi.advanceTimersByTimeAsync(100_000);
    expect(document.querySelector("dialog")).toBeNull();
    await vi.advanceTimersByTimeAsync(21_000 + 61_000);
    expect(document.querySelector("dialog")).not.toBeNull();
  });

  it("is signed out 30 s after the finish, and a touch begins those anew", async () => {
    grant("startToken", null);
    const app = await atSelection();
    await app.press("ワンタイムパスワード利用開始");
    await app.press("利用開始する");
    expect(app.screenId()).toBe("BOK002");
    await vi.advanceTimersByTimeAsync(20_000);
    document.body.dispatchEvent(new Event("pointerdown", { bubbles: true }));
    await vi.advanceTimersByTimeAsync(20_000);
    expect(app.screenId()).toBe("BOK002");
    await vi.advanceTimersByTimeAsync(11_000);
    expect(app.screenId()).toBe("KWT001");
    expect(verbs()).toContain("signOut");
  });

  it("gets no answer into the next customer's screens", async () => {
    const late = Promise.withResolvers<{ ok: true; value: typeof issuedStatus }>();
    const app = await signedIn();
    respond("readStatus", () => late.promise);
    await app.press("ワンタイムパスワード申請");
    await app.press("ログアウト");
    late.resolve({ ok: true, value: issuedStatus });
    await flushPromises();
    expect(JSON.stringify(app.pinia.state.value)).not.toContain("999800000001");
  });
});

describe("a kiosk that can't serve", () => {
  it("says so to customers and staff, offers nothing to begin, and recovers by itself", async () => {
    grant("readKiosk", { ...profile, fault: "keychain-locked" });
    const app = await open(App);
    expect(app.screenId()).toBe("KWT001");
    expect(document.body.textContent).toContain(
      "ロックを解除してください。この機械は自動で受付を再開します",
    );
    expect(() => app.button("はじめる")).toThrow("0 buttons");
    grant("readKiosk", profile);
    await vi.advanceTimersByTimeAsync(10_500);
    expect(app.button("はじめる").disabled).toBe(false);
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
