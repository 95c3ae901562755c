import type { Answer } from "../../../../../preload/contract/operations.ts";
import { calls, deny, grant, issuedStatus, resetKiosk, respond } from "../../fake-kiosk.ts";
import { flushPromises } from "@vue/test-utils";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import Bop001Selection from "../../../../../renderer/screens/customer/Bop001Selection.vue";
import Bot002Issued from "../../../../../renderer/screens/customer/Bot002Issued.vue";
import { closeLast, openScreen } from "../../screens/opened.ts";
import type { Opened } from "../../screens/opened.ts";

const ask = "アプリ設定用QRコードを表示する";
const show = "QRコードを表示する";
const code = {
  modules: ["101", "010", "101"],
  key: "JBSW Y3DP EHPK 3PXP",
  secondsLeft: 120,
  showingsLeft: 2,
};

async function shown(component: typeof Bot002Issued): Promise<Opened> {
  grant("showSetupCode", code);
  const screen = await openScreen(component);
  await screen.press(ask);
  await screen.enter({ startPassword: "482915" });
  await screen.press(show);
  return screen;
}

function expectNoSecret(screen: Opened): void {
  expect(document.body.innerHTML).not.toContain("JBSW");
  expect(document.querySelector('[role="img"]')).toBeNull();
  expect(JSON.stringify(screen.pinia.state.value)).not.toContain("JBSW");
}

beforeEach(() => {
  resetKiosk();
  vi.useFakeTimers();
});
afterEach(() => {
  closeLast();
  vi.useRealTimers();
});

describe("アプリ設定用QRコード on BOT002", () => {
  it("is shown with its key after the 利用開始パスワード, kept in no store, and no idle time runs", async () => {
    const screen = await shown(Bot002Issued);
    expect(calls).toEqual([{ verb: "showSetupCode", request: { startPassword: "482915" } }]);
    expect(document.querySelector('[data-testid="setup-key"]')?.textContent).toBe(code.key);
    expect(document.querySelector('[role="img"]')?.getAttribute("aria-label")).toBe(
      "アプリ設定用QRコード",
    );
    expect(JSON.stringify(screen.pinia.state.value)).not.toMatch(/JBSW|482915/);
    expect(screen.told("reading")).toEqual([[false], [true]]);
  });

  it("is what comes next until it was shown; then the start is", async () => {
    const primary = () =>
      Array.from(document.querySelectorAll("[data-primary]"), (each) => each.textContent.trim());
    await openScreen(Bot002Issued);
    expect(primary()).toEqual([ask]);
    const screen = await shown(Bot002Issued);
    const start = "ワンタイムパスワード利用開始";
    expect(primary()).toEqual([start]);
    await screen.press("隠す");
    expect(primary()).toEqual([start]);
  });

  it("is gone on 隠す and can be shown again", async () => {
    const screen = await shown(Bot002Issued);
    await screen.press("隠す");
    expectNoSecret(screen);
    expect(screen.button(ask).getAttribute("aria-disabled")).toBeNull();
    expect(document.body.textContent).toContain("あと2回表示できます");
  });

  it("is gone when its time is over, not before", async () => {
    const screen = await shown(Bot002Issued);
    await vi.advanceTimersByTimeAsync(119_000);
    expect(document.body.innerHTML).toContain("JBSW");
    await vi.advanceTimersByTimeAsync(1_500);
    expectNoSecret(screen);
    const said = () =>
      Array.from(document.querySelectorAll("[role=status]"), (each) => each.textContent).join("");
    await vi.advanceTimersByTimeAsync(200);
    expect(said()).toContain("表示時間が過ぎた");
  });

  it("is gone when the screen is left", async () => {
    const screen = await shown(Bot002Issued);
    await screen.press("ワンタイムパスワード申請内容選択へ");
    expect(screen.left()).toEqual([["selection"]]);
    screen.unmount();
    expectNoSecret(screen);
  });

  it("is refused at the field for a wrong 利用開始パスワード, and asked for again", async () => {
    deny("showSetupCode", { code: "fields", fields: { startPassword: "wrong" } });
    const screen = await openScreen(Bot002Issued);
    await screen.press(ask);
    await screen.enter({ startPassword: "1357" });
    await screen.press(show);
    expect(screen.input("startPassword").getAttribute("aria-invalid")).toBe("true");
    expect(screen.input("startPassword").value).toBe("");
    await screen.press("戻る");
    await screen.press(ask);
    expect(screen.input("startPassword").hasAttribute("aria-invalid")).toBe(false);
  });

  it("can't be asked for once its showings are spent, and says what helps", async () => {
    deny("showSetupCode", { code: "setup-code-withheld", reason: "spent" });
    const screen = await openScreen(Bot002Issued);
    await screen.press(ask);
    await screen.press(show);
    expect(screen.button(ask).getAttribute("aria-disabled")).toBe("true");
    expect(document.querySelector("[role=alert]")?.textContent).toContain("回数を使い切りました");
  });

  it("isn't shown to whoever has gone before the answer", async () => {
    const late = Promise.withResolvers<Answer<"showSetupCode">>();
    respond("showSetupCode", () => late.promise);
    const screen = await openScreen(Bot002Issued);
    await screen.press(ask);
    await screen.press(show);
    expect(screen.button(show).getAttribute("aria-busy")).toBe("true");
    expect(screen.button("戻る").getAttribute("aria-disabled")).toBe("true");
    screen.unmount();
    late.resolve({ ok: true, value: code });
    await flushPromises();
    expect(vi.getTimerCount()).toBe(0);
  });

  it("can't be asked for while it is locked", async () => {
    deny("showSetupCode", { code: "locked", kind: "startPassword" });
    const screen = await openScreen(Bot002Issued);
    await screen.press(ask);
    await screen.press(show);
    expect(screen.button(show).getAttribute("aria-disabled")).toBe("true");
  });
});

describe("アプリ設定用QRコード on BOP001", () => {
  it("is there while the token is only issued, and leads to 利用開始", async () => {
    grant("readStatus", issuedStatus);
    const screen = await shown(Bop001Selection);
    expect(document.querySelector('[data-testid="setup-key"]')?.textContent).toBe(code.key);
    await screen.press("ワンタイムパスワード利用開始");
    expect(screen.left()).toEqual([["start"]]);
  });

  it("isn't offered once the token is in use", async () => {
    grant("readStatus", { ...issuedStatus, registration: "in-use" });
    const screen = await openScreen(Bop001Selection);
    await flushPromises();
    expect(() => screen.button(ask)).toThrow("0 buttons");
  });
});
