import { grant, issuedStatus, profile, resetKiosk } from "../fake-kiosk.ts";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Component } from "vue";
import Bok001Start from "../../../../renderer/screens/customer/Bok001Start.vue";
import Bok002Started from "../../../../renderer/screens/customer/Bok002Started.vue";
import Bop001Selection from "../../../../renderer/screens/customer/Bop001Selection.vue";
import Bos001Release from "../../../../renderer/screens/customer/Bos001Release.vue";
import Bot001Issue from "../../../../renderer/screens/customer/Bot001Issue.vue";
import Bot002Issued from "../../../../renderer/screens/customer/Bot002Issued.vue";
import Bot003Confirm from "../../../../renderer/screens/customer/Bot003Confirm.vue";
import Klg002Code from "../../../../renderer/screens/customer/Klg002Code.vue";
import { useIssueStore } from "../../../../renderer/stores/issue.ts";
import { useKioskStore } from "../../../../renderer/stores/kiosk.ts";
import { closeLast, open, openScreen } from "./opened.ts";

function texts(selector: string): string[] {
  return Array.from(document.querySelectorAll(selector), (each) => each.textContent.trim());
}

function issued(): void {
  const mailAddress = "taro@data-bank.co.jp";
  useIssueStore().draft = { mailAddress };
  useIssueStore().issued = { mailAddress, serviceId: "10112231", userId: "999800000001" };
}

beforeEach(resetKiosk);
afterEach(() => {
  closeLast();
  vi.useRealTimers();
});

describe("the step marker", () => {
  it.each<[string, Component, string]>([
    ["BOT001", Bot001Issue, "発行情報入力"],
    ["BOT003", Bot003Confirm, "入力内容確認"],
    ["BOT002", Bot002Issued, "発行完了"],
    ["BOK001", Bok001Start, "ソフトウェアトークン確認"],
    ["BOK002", Bok002Started, "ソフトウェアトークン完了"],
  ])("of %s stands at its step, in words of its title", async (_, component, step) => {
    await openScreen(component, { prepare: issued });
    const [current] = texts('main [aria-current="step"]');
    expect(current?.replace(/^1\/3 /, "")).toBe(step);
    expect(texts("h1")[0]).toContain(step);
  });
});

describe("BOK002", () => {
  it.each([null, 24])("says for how long transfers may be held back (%s hours)", async (hours) => {
    await open(Bok002Started, {
      profile: { ...profile, transferHoldHours: hours },
      arrival: null,
    });
    const held = texts("main p").filter((line) => line.includes("利用開始から24時間は"));
    expect(held).toHaveLength(hours === null ? 0 : 1);
  });
});

describe("the time left of a code", () => {
  it.each<[string, Component]>([
    ["KLG002", Klg002Code],
    ["BOK001", Bok001Start],
    ["BOS001", Bos001Release],
  ])("on %s is that of the kiosk's clock, and begins anew at the full minute", async (_, page) => {
    vi.useFakeTimers({ now: Date.UTC(2026, 10, 22, 11, 15, 0) });
    await openScreen(page, {
      prepare: () => {
        useKioskStore().clockOffsetMs = 58_000;
      },
    });
    const said = () => texts('[role="timer"]');
    expect(said()).toEqual(["あと2秒で次の数字に変わります"]);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(said()).toEqual(["あと1秒で次の数字に変わります"]);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(said()).toEqual(["あと60秒で次の数字に変わります"]);
  });

  it.each<[string, Component]>([
    ["KLG002", Klg002Code],
    ["BOK001", Bok001Start],
  ])("on %s stands beside the clock itself, to compare with the phone's", async (_, page) => {
    vi.useFakeTimers({ now: Date.UTC(2026, 10, 22, 11, 15, 0) });
    await openScreen(page, {
      prepare: () => {
        useKioskStore().clockOffsetMs = 3_600_000;
      },
    });
    expect(texts("main time")).toEqual(["21:15:00"]);
    expect(document.body.textContent).toContain(
      "スマートフォンの時刻と合っているかご確認ください。",
    );
  });
});

describe("スマートフォンの操作を見る", () => {
  it.each<[string, Component, boolean]>([
    ["KLG002", Klg002Code, false],
    ["BOK001", Bok001Start, true],
    ["BOS001", Bos001Release, false],
  ])("on %s shows three steps, and gives back field and focus", async (_, page, first) => {
    const screen = await openScreen(page);
    await screen.enter({ oneTimePassword: "123" });
    screen.input("oneTimePassword").focus();
    await screen.press("スマートフォンの操作を見る");
    expect(texts("dialog li")).toEqual([
      "認証アプリを開きます。",
      "アプリの中から「FKENSHIN」を探します。",
      "6桁の数字を見て、この画面に入力します。",
    ]);
    expect(texts('dialog [aria-current="step"]')).toEqual([
      "6桁の数字を見て、この画面に入力します。",
    ]);
    const before = "QRコードをまだ読み取っていないときは、「戻る」を押します。";
    expect(texts("dialog p").includes(before)).toBe(first);
    await screen.press("閉じる");
    expect(document.querySelector("dialog")).toBeNull();
    expect(screen.input("oneTimePassword").value).toBe("123");
    expect(document.activeElement).toBe(screen.input("oneTimePassword"));
  });
});

describe("メールが届かないとき", () => {
  const help = "メールが届かないとき";

  it("on BOT002 names the domains to allow and the address to check", async () => {
    const screen = await openScreen(Bot002Issued, { prepare: issued });
    await screen.press(help);
    expect(texts("dialog .values")).toEqual([profile.mailDomains.join(""), "taro@data-bank.co.jp"]);
    expect(texts("dialog").join()).toContain("係員にお声がけください");
    await screen.press("閉じる");
    expect(document.querySelector("dialog")).toBeNull();
    expect(screen.left()).toEqual([]);
  });

  it("on BOP001 is there while a mail may be awaited, and shows no address", async () => {
    grant("readStatus", issuedStatus);
    const screen = await openScreen(Bop001Selection);
    await screen.press(help);
    expect(texts("dialog .values")).toEqual([profile.mailDomains.join("")]);
    grant("readStatus", { ...issuedStatus, registration: "in-use" });
    const later = await openScreen(Bop001Selection);
    expect(() => later.button(help)).toThrow("0 buttons");
  });
});
