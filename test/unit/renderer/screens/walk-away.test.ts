import type { Answer } from "../../../../preload/contract/operations.ts";
import { deny, grant, issuedStatus, respond } from "../fake-kiosk.ts";
import { flushPromises } from "@vue/test-utils";
import { describe, expect, it, vi } from "vitest";
import App from "../../../../renderer/App.vue";
import { open } from "./opened.ts";
import { atSelection, eachAtAKiosk, signedIn, verbs } from "./visits.ts";

eachAtAKiosk();

describe("a customer who waits", () => {
  it("is told so after 300 ms, and not before", async () => {
    const app = await signedIn();
    respond("readStatus", () => new Promise(() => undefined));
    await app.press("ワンタイムパスワード申請");
    const told = () => document.querySelector("main [role=status]")?.textContent;
    await vi.advanceTimersByTimeAsync(250);
    expect(told()).toBe("");
    await vi.advanceTimersByTimeAsync(100);
    expect(told()).toContain("しばらくお待ちください");
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

  it("hears how much time is left as the question comes, and at 20 and 10 s", async () => {
    await atSelection();
    await vi.advanceTimersByTimeAsync(60_500);
    const dialog = document.querySelector("dialog");
    const described = (dialog?.getAttribute("aria-describedby") ?? "").split(" ");
    const description = described.map((id) => document.getElementById(id)?.textContent).join("");
    expect(description).toMatch(/しばらく操作がありません.*あと 30 秒/);
    const heard = () => dialog?.querySelector("[aria-live=polite]")?.textContent;
    expect(heard()).toBe("");
    await vi.advanceTimersByTimeAsync(10_500);
    expect(heard()).toBe("あと 20 秒");
    await vi.advanceTimersByTimeAsync(10_000);
    expect(heard()).toBe("あと 10 秒");
  });

  it("hears at a finish screen that it will sign out", async () => {
    grant("startToken", null);
    const app = await atSelection();
    await app.press("ワンタイムパスワード利用開始");
    await app.press("利用開始する");
    await vi.advanceTimersByTimeAsync(30_500);
    const heard = document.querySelector("main [aria-live=polite]")?.textContent;
    expect(heard).toMatch(/^あと30秒で自動的にログアウトします/);
  });

  it("has three minutes where the phone is handled", async () => {
    const app = await atSelection();
    await app.press("ワンタイムパスワード利用開始");
    await vi.advanceTimersByTimeAsync(179_000);
    expect(document.querySelector("dialog")).toBeNull();
    await vi.advanceTimersByTimeAsync(2_000);
    expect(document.querySelector("dialog")).not.toBeNull();
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
    for (let times = 0; times < 12; times += 1) {
      await vi.advanceTimersByTimeAsync(85_000);
      await app.press("操作を続ける");
    }
    expect(app.screenId()).toBe("BOP001");
    expect(verbs()).not.toContain("signOut");
    expect(verbs().filter((verb) => verb === "prolong").length).toBeGreaterThanOrEqual(12);
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
    await app.press("QRコードを表示する");
    await vi.advanceTimersByTimeAsync(100_000);
    expect(document.querySelector("dialog")).toBeNull();
    await vi.advanceTimersByTimeAsync(21_000 + 61_000);
    expect(document.querySelector("dialog")).not.toBeNull();
  });

  it("is signed out 60 s after the finish, and a touch begins those anew", async () => {
    grant("startToken", null);
    const app = await atSelection();
    await app.press("ワンタイムパスワード利用開始");
    await app.press("利用開始する");
    expect(app.screenId()).toBe("BOK002");
    await vi.advanceTimersByTimeAsync(40_000);
    document.body.dispatchEvent(new Event("pointerdown", { bubbles: true }));
    await vi.advanceTimersByTimeAsync(40_000);
    expect(app.screenId()).toBe("BOK002");
    await vi.advanceTimersByTimeAsync(21_000);
    expect(app.screenId()).toBe("KWT001");
    expect(verbs()).toContain("signOut");
  });

  it.each(["戻る", "nothing"])("isn't signed in by an answer after %s", async (pressed) => {
    deny("signIn", { code: "unexpected", reference: "" });
    const app = await signedIn();
    const late = Promise.withResolvers<Answer<"signIn">>();
    respond("signIn", () => late.promise);
    await app.press("ログイン");
    if (pressed === "nothing") await vi.advanceTimersByTimeAsync(91_000);
    else await app.press(pressed);
    expect(app.screenId()).toBe("KWT001");
    late.resolve({ ok: true, value: { awaits: "nothing", customerName: "福島 太郎" } });
    await flushPromises();
    expect(document.body.textContent).not.toContain("福島 太郎");
    // Behind the sign-in, whose session it ends on the other side.
    expect(verbs().slice(-2)).toEqual(["signIn", "signOut"]);
  });

  it("holds up nobody's next sign-in while they are signed out", async () => {
    const app = await signedIn();
    respond("signOut", () => new Promise(() => undefined));
    await app.press("ログアウト");
    await app.press("はじめる");
    await app.enter({ loginId: "hanako01", loginPassword: "hanalogin1" });
    await app.press("ログイン");
    expect(app.screenId()).toBe("KTP001");
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

it("the keys stay in order for the whole visit, and are shuffled for the next one", async () => {
  const ordered = () =>
    Array.from(document.querySelectorAll("[data-keyboard] button"))
      .find((key) => key.textContent.trim() === "順番どおりに並べる")
      ?.getAttribute("aria-pressed");
  const app = await atSelection();
  await app.press("ワンタイムパスワード利用解除");
  app.input("confirmationPassword").focus();
  await flushPromises();
  expect(ordered()).toBe("false");
  await app.press("順番どおりに並べる");
  await app.press("申込を中止する");
  await app.press("ワンタイムパスワード利用解除");
  app.input("confirmationPassword").focus();
  await flushPromises();
  expect(ordered()).toBe("true");
  await app.press("ログアウト");
  await app.press("はじめる");
  app.input("loginPassword").focus();
  await flushPromises();
  expect(ordered()).toBe("false");
});
