import { calls, deny, grant, resetKiosk } from "../fake-kiosk.ts";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import Bok001Start from "../../../../renderer/screens/customer/Bok001Start.vue";
import Bos001Release from "../../../../renderer/screens/customer/Bos001Release.vue";
import Bot001Issue from "../../../../renderer/screens/customer/Bot001Issue.vue";
import Bot003Confirm from "../../../../renderer/screens/customer/Bot003Confirm.vue";
import Klg001SignIn from "../../../../renderer/screens/customer/Klg001SignIn.vue";
import Klg002Code from "../../../../renderer/screens/customer/Klg002Code.vue";
import { useChoicesStore } from "../../../../renderer/stores/choices.ts";
import { useIssueStore } from "../../../../renderer/stores/issue.ts";
import { closeLast, openScreen } from "./opened.ts";

const issueEntry = {
  mailAddress: "taro@data-bank.co.jp",
  mailAddressAgain: "taro@data-bank.co.jp",
  startPassword: "482915",
  startPasswordAgain: "482915",
};

function withDraft(): void {
  useIssueStore().draft = { mailAddress: "taro@data-bank.co.jp" };
}

function alerts(): string[] {
  return Array.from(document.querySelectorAll('[role="alert"]'), (each) => each.textContent.trim());
}

beforeEach(resetKiosk);
afterEach(closeLast);

describe("KLG001 ログイン", () => {
  it("has the focus in its first field and signs in with one request", async () => {
    grant("signIn", { awaits: "nothing", customerName: "福島 太郎" });
    const screen = await openScreen(Klg001SignIn);
    expect(document.activeElement).toBe(screen.input("loginId"));
    await screen.enter({ loginId: "taro0001", loginPassword: "tarologin1" });
    await screen.press("ログイン");
    expect(calls).toEqual([
      { verb: "signIn", request: { loginId: "taro0001", loginPassword: "tarologin1" } },
    ]);
    expect(screen.left()).toEqual([["signed-in"]]);
  });

  it("goes on to the code where one is awaited", async () => {
    grant("signIn", { awaits: "code", customerName: "福島 太郎" });
    const screen = await openScreen(Klg001SignIn);
    await screen.press("ログイン");
    expect(screen.left()).toEqual([["code-wanted"]]);
  });

  it("keeps the ID, clears the password and goes back to it when both don't match", async () => {
    deny("signIn", { code: "credentials" });
    const screen = await openScreen(Klg001SignIn);
    await screen.enter({ loginId: "taro0001", loginPassword: "falsch" });
    await screen.press("ログイン");
    expect(alerts()).toHaveLength(1);
    expect(screen.input("loginId").value).toBe("taro0001");
    expect(screen.input("loginPassword").value).toBe("");
    expect(document.activeElement).toBe(screen.input("loginPassword"));
    expect(screen.left()).toEqual([]);
  });

  it("sends a locked customer to staff and opens no field", async () => {
    deny("signIn", { code: "locked", kind: "loginPassword" });
    const screen = await openScreen(Klg001SignIn);
    screen.button("ログイン").focus();
    await screen.press("ログイン");
    expect(alerts().join()).toContain("係員");
    expect(document.activeElement?.tagName).not.toBe("INPUT");
  });

  it("says why the customer has to sign in again", async () => {
    await openScreen(Klg001SignIn, { arrival: { code: "signed-out" } });
    expect(alerts().join()).toContain("もう一度ログインしてください");
  });

  it("shows the reference of what nobody expected after the words", async () => {
    deny("signIn", { code: "unexpected", reference: "K7F2-91QD" });
    const screen = await openScreen(Klg001SignIn);
    await screen.press("ログイン");
    expect(alerts().join()).toMatch(/係員にお声がけください。.*K7F2-91QD/);
  });
});

describe("KLG002 ワンタイムパスワード認証", () => {
  it("proves the code with one request", async () => {
    grant("proveCode", null);
    const screen = await openScreen(Klg002Code);
    await screen.enter({ oneTimePassword: "123456" });
    await screen.press("ログイン");
    expect(calls).toEqual([{ verb: "proveCode", request: { oneTimePassword: "123456" } }]);
    expect(screen.left()).toEqual([["code-proved"]]);
  });
});

describe("BOT001", () => {
  it("drafts with one request and goes on", async () => {
    grant("draftIssue", { mailAddress: issueEntry.mailAddress });
    const screen = await openScreen(Bot001Issue);
    await screen.enter(issueEntry);
    await screen.press("次へ");
    expect(calls).toEqual([{ verb: "draftIssue", request: issueEntry }]);
    expect(screen.left()).toEqual([["drafted"]]);
  });

  it("puts words at each refused field and the focus on the first, keeps addresses, clears passwords", async () => {
    deny("draftIssue", {
      code: "fields",
      fields: { startPassword: "sequence", mailAddressAgain: "differs" },
    });
    const screen = await openScreen(Bot001Issue);
    await screen.enter({ ...issueEntry, mailAddressAgain: "other@data-bank.co.jp" });
    await screen.press("次へ");
    // One is announced, with the focus; the other is said when its field is reached.
    expect(alerts()).toHaveLength(1);
    for (const name of ["mailAddressAgain", "startPassword"] as const) {
      const [first = ""] = screen.input(name).getAttribute("aria-describedby")?.split(" ") ?? [];
      expect(document.getElementById(first)?.textContent.trim()).toMatch(/。$/);
    }
    expect(document.activeElement).toBe(screen.input("mailAddressAgain"));
    expect(screen.input("mailAddressAgain").getAttribute("aria-invalid")).toBe("true");
    expect(screen.input("mailAddress").hasAttribute("aria-invalid")).toBe(false);
    expect(screen.input("mailAddress").value).toBe(issueEntry.mailAddress);
    expect(screen.input("mailAddressAgain").value).toBe("other@data-bank.co.jp");
    expect(screen.input("startPassword").value).toBe("");
    expect(screen.input("startPasswordAgain").value).toBe("");
  });

  it("asks for both passwords again when they differ", async () => {
    deny("draftIssue", { code: "fields", fields: { startPasswordAgain: "differs" } });
    const screen = await openScreen(Bot001Issue);
    await screen.enter({ ...issueEntry, startPasswordAgain: "482916" });
    await screen.press("次へ");
    expect(document.activeElement).toBe(screen.input("startPassword"));
    for (const name of ["startPassword", "startPasswordAgain"] as const)
      expect(screen.input(name).getAttribute("aria-invalid")).toBe("true");
    expect(alerts()).toHaveLength(1);
    const [words] = document.querySelectorAll('[role="alert"]');
    expect(words?.closest("[data-field]")?.contains(screen.input("startPasswordAgain"))).toBe(true);
  });

  it("forgets a refusal once the entry is accepted", async () => {
    deny("draftIssue", { code: "fields", fields: { mailAddress: "missing" } });
    const screen = await openScreen(Bot001Issue);
    await screen.press("次へ");
    deny("draftIssue", { code: "fields", fields: { startPassword: "missing" } });
    await screen.press("次へ");
    expect(screen.input("mailAddress").hasAttribute("aria-invalid")).toBe(false);
  });

  it("has both addresses again after 戻る, and the focus on the first password", async () => {
    const screen = await openScreen(Bot001Issue, { prepare: withDraft });
    expect(screen.input("mailAddress").value).toBe("taro@data-bank.co.jp");
    expect(screen.input("mailAddressAgain").value).toBe("taro@data-bank.co.jp");
    expect(document.activeElement).toBe(screen.input("startPassword"));
  });

  it("gives a draft up on 戻る", async () => {
    grant("cancelDraft", null);
    const screen = await openScreen(Bot001Issue, { prepare: withDraft });
    await screen.press("戻る");
    expect(calls).toEqual([{ verb: "cancelDraft", request: {} }]);
    expect(screen.left()).toEqual([["back"]]);
  });

  it("leaves it to App where a refusal leads elsewhere", async () => {
    const refusal = { code: "unavailable", reason: "already-in-use" } as const;
    deny("draftIssue", refusal);
    const screen = await openScreen(Bot001Issue);
    await screen.press("次へ");
    expect(screen.left()).toEqual([["unavailable", refusal]]);
    expect(alerts()).toEqual([]);
  });
});

describe("BOT003", () => {
  it("shows the address to check and confirms with one request", async () => {
    grant("confirmIssue", { mailAddress: "a", serviceId: "b", userId: "c" });
    const screen = await openScreen(Bot003Confirm, { prepare: withDraft });
    expect(document.querySelector("dd")?.textContent).toBe("taro@data-bank.co.jp");
    await screen.enter({ confirmationPassword: "tarokaku1" });
    await screen.press("確定する");
    expect(calls).toEqual([
      { verb: "confirmIssue", request: { confirmationPassword: "tarokaku1", language: "ja" } },
    ]);
    expect(screen.left()).toEqual([["issued"]]);
  });

  it("tells the main process of 申込を中止する, and not of 戻る", async () => {
    grant("cancelDraft", null);
    const screen = await openScreen(Bot003Confirm, { prepare: withDraft });
    await screen.press("戻る");
    expect(calls).toEqual([]);
    await screen.press("申込を中止する");
    expect(calls).toEqual([{ verb: "cancelDraft", request: {} }]);
    expect(screen.left()).toEqual([["back"], ["stop"]]);
  });

  it("can't stand without a draft", async () => {
    const screen = await openScreen(Bot003Confirm);
    expect(screen.left()).toEqual([["no-draft", { code: "no-draft" }]]);
  });
});

describe("BOK001", () => {
  it("starts with one request", async () => {
    grant("startToken", null);
    const prepare = () => void (useChoicesStore().language = "vi");
    const screen = await openScreen(Bok001Start, { prepare });
    await screen.enter({ oneTimePassword: "123456" });
    await screen.press("利用開始する");
    const request = { oneTimePassword: "123456", language: "vi" };
    expect(calls).toEqual([{ verb: "startToken", request }]);
    expect(screen.left()).toEqual([["started"]]);
  });

  it("says by how much the phone's clock is off", async () => {
    deny("startToken", { code: "fields", fields: { oneTimePassword: "phone-clock" }, minutes: -4 });
    const screen = await openScreen(Bok001Start);
    await screen.enter({ oneTimePassword: "123456" });
    await screen.press("利用開始する");
    expect(alerts().join()).toContain("約4分遅れています");
    expect(screen.input("oneTimePassword").value).toBe("");
  });
});

describe("BOS001", () => {
  it("releases with one request", async () => {
    const entry = { confirmationPassword: "tarokaku1", oneTimePassword: "123456" };
    grant("releaseToken", {
      limitBeforeYen: 1_000_000,
      limitAfterYen: 200_000,
      reissueFrom: "2026-11-23",
    });
    const screen = await openScreen(Bos001Release);
    await screen.enter(entry);
    await screen.press("解除する");
    expect(calls).toEqual([{ verb: "releaseToken", request: { ...entry, language: "ja" } }]);
    expect(screen.left()).toEqual([["released"]]);
  });
});
