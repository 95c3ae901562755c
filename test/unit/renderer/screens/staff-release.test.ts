import { calls, deny, grant, resetKiosk } from "../fake-kiosk.ts";
import { flushPromises } from "@vue/test-utils";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { CustomerSheet } from "../../../../preload/contract/customer-sheet.ts";
import Kst005StaffRelease from "../../../../renderer/screens/staff/Kst005StaffRelease.vue";
import { useCustomersStore } from "../../../../renderer/stores/customers.ts";
import { putManualsWords, putWords, words as manual } from "../../../../renderer/text/words.ts";
import { closeLast, openScreen } from "./opened.ts";
import type { Opened } from "./opened.ts";

const sheet: CustomerSheet = {
  customerId: "demo-taro",
  loginId: "taro0001",
  name: "福島 太郎",
  kana: "フクシマ タロウ",
  transferLimitYen: 1_000_000,
  status: "active",
  registration: "suspended",
  token: null,
  issue: { available: false, reason: "suspended" },
  release: { available: true },
  setupCode: { available: false, reason: "not-issued" },
  failures: [],
  mails: [],
  events: [],
};
const approverMissing = { approverId: "missing", approverPin: "missing" } as const;
const words = () => document.body.textContent;
const alerts = () =>
  Array.from(document.querySelectorAll("[role=alert]"), (each) => each.textContent.trim());

async function choose(...values: readonly string[]): Promise<void> {
  for (const value of values) {
    document.querySelector<HTMLInputElement>(`input[value="${value}"]`)?.click();
  }
  await flushPromises();
}

async function opened(): Promise<Opened> {
  return openScreen(Kst005StaffRelease, {
    prepare: () => {
      useCustomersStore().$patch({ customerId: "demo-taro", sheet });
    },
  });
}

/** At the second step, with all of the first one stated. */
async function approving(): Promise<Opened> {
  deny("releaseForCustomer", { code: "fields", fields: approverMissing });
  const screen = await opened();
  await choose("lost", "passport");
  await screen.enter({ evidenceDigits: "123A" });
  await screen.press("承認へ進む");
  return screen;
}

const approver = { approverId: "200001", approverPin: "846135" };

beforeEach(resetKiosk);
afterEach(() => {
  closeLast();
  putManualsWords();
});

describe("KST005", () => {
  it("warns of the transfer limit however many lines a bank says it in", async () => {
    const { releaseEntry } = manual;
    putWords({ releaseEntry: { ...releaseEntry, noticeLines: ["限度額は{limit}になります。"] } });
    await approving();
    expect(words()).toContain("限度額は20万円になります。");
  });

  it("stays at the statement while something is wrong there, and doesn't ask for who approves yet", async () => {
    deny("releaseForCustomer", {
      code: "fields",
      fields: { reason: "missing", evidenceDigits: "not-4-characters", ...approverMissing },
    });
    const screen = await opened();
    await screen.press("承認へ進む");
    expect(alerts()).toEqual(["理由を選んでください。"]);
    const [described = ""] =
      screen.input("evidenceDigits").getAttribute("aria-describedby")?.split(" ") ?? [];
    expect(document.getElementById(described)?.textContent.trim()).toBe(
      "末尾の4文字を半角英数字で入力してください。",
    );
    expect((document.activeElement as HTMLInputElement).value).toBe("lost");
    expect(screen.left()).toEqual([]);

    deny("releaseForCustomer", { code: "fields", fields: approverMissing });
    await choose("lost");
    await screen.enter({ evidenceDigits: "123A" });
    await screen.press("承認へ進む");
    expect(alerts()).toEqual([]);
  });

  it("warns of what a release does before it is approved", async () => {
    await approving();
    expect(alerts()).toEqual([]);
    expect(words()).toContain("20万円まで引き下げます");
    expect(words()).toContain("1,000,000円");
    expect(words()).toContain("パスポート（末尾 123A）");
  });

  it("sends the whole, and tells what was done", async () => {
    const screen = await approving();
    grant("releaseForCustomer", {
      limitBeforeYen: 1_000_000,
      limitAfterYen: 200_000,
      reissueFrom: "2026-11-24",
    });
    await screen.enter(approver);
    await screen.press("承認して解除する");
    expect(calls.at(-1)?.request).toEqual({
      customerId: "demo-taro",
      reason: "lost",
      evidence: "passport",
      evidenceDigits: "123A",
      ...approver,
    });
    expect(words()).toContain("200,000円（1,000,000円から引き下げました）");
    expect(words()).toContain("2026年11月24日（火）から");
    grant("printCustomerSlip", { file: null });
    await screen.press("控えを印刷する");
    expect(calls.at(-1)).toEqual({
      verb: "printCustomerSlip",
      request: { customerId: "demo-taro" },
    });
    await screen.press("お客さま情報へ");
    expect(screen.left()).toEqual([["back"]]);
  });

  it("says at the field that nobody approves their own, and clears the PIN", async () => {
    const screen = await approving();
    deny("releaseForCustomer", { code: "fields", fields: { approverId: "same-person" } });
    await screen.enter(approver);
    await screen.press("承認して解除する");
    expect(alerts().join("")).toContain("自分の操作を承認できません");
    expect([screen.input("approverId").value, screen.input("approverPin").value]).toEqual([
      "200001",
      "",
    ]);
  });

  it("keeps no PIN while the statement is corrected", async () => {
    const screen = await approving();
    await screen.enter(approver);
    await screen.press("内容を直す");
    expect(screen.input("evidenceDigits").value).toBe("123A");
    await screen.press("承認へ進む");
    expect(screen.input("approverPin").value).toBe("");
  });

  it("leads back to the customer where nothing can be released any more", async () => {
    const screen = await approving();
    const gone = { code: "unavailable", reason: "already-released" } as const;
    deny("releaseForCustomer", gone);
    await screen.press("承認して解除する");
    expect(screen.left()).toEqual([["unavailable", gone]]);
  });

  it("asks for no part of an 個人番号", async () => {
    await opened();
    expect(words()).not.toContain("個人番号");
    await choose("my-number-card");
    expect(words()).toContain("個人番号は、控えることができません");
  });
});
