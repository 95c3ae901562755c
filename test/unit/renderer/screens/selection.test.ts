import { deny, grant, issuedStatus, releasedStatus, resetKiosk } from "../fake-kiosk.ts";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { RegistrationState } from "../../../../preload/contract/answers.ts";
import Bop001Selection from "../../../../renderer/screens/customer/Bop001Selection.vue";
import { closeLast, openScreen } from "./opened.ts";
import type { Opened } from "./opened.ts";

function reasonAt(screen: Opened, name: string): string | undefined {
  const id = screen.button(name).getAttribute("aria-describedby");
  return id === null ? undefined : document.getElementById(id)?.textContent;
}

function value(term: string): string | undefined {
  const terms = Array.from(document.querySelectorAll("dt"));
  return terms.find((each) => each.textContent === term)?.nextElementSibling?.textContent;
}

beforeEach(resetKiosk);
afterEach(closeLast);

describe("BOP001", () => {
  it.each<[RegistrationState, string]>([
    ["unissued", "未発行"],
    ["issued", "トークン発行済"],
    ["in-use", "利用中"],
    ["suspended", "利用停止"],
    ["released", "利用解除済"],
  ])("says %s as %s", async (registration, words) => {
    grant("readStatus", { ...issuedStatus, registration });
    await openScreen(Bop001Selection);
    expect(value("登録状況")).toBe(words);
  });

  it("shows トークン情報 while there is a token, and only then", async () => {
    grant("readStatus", issuedStatus);
    await openScreen(Bop001Selection);
    expect(value("サービスID")).toBe("10112231");
    expect(value("ユーザID")).toBe("999800000001");
    grant("readStatus", releasedStatus);
    await openScreen(Bop001Selection);
    expect(document.body.textContent).not.toContain("トークン情報");
  });

  it("keeps a button that can't be used in view, with the reason and the date", async () => {
    grant("readStatus", releasedStatus);
    const screen = await openScreen(Bop001Selection);
    expect(screen.button("トークン発行").getAttribute("aria-disabled")).toBe("true");
    expect(reasonAt(screen, "トークン発行")).toBe("2026年11月23日（月）から発行できます。");
    expect(screen.button("ワンタイムパスワード利用開始").getAttribute("aria-disabled")).toBe(
      "true",
    );
    expect(screen.button("ワンタイムパスワード利用解除").getAttribute("aria-disabled")).toBe(
      "true",
    );
  });

  it.each([
    ["トークン発行", "issue"],
    ["ワンタイムパスワード利用開始", "start"],
    ["ワンタイムパスワード利用解除", "release"],
    ["トップページへ", "top"],
  ])("leads by %s to %s", async (name, outcome) => {
    grant("readStatus", issuedStatus);
    const screen = await openScreen(Bop001Selection);
    await screen.press(name);
    expect(screen.left()).toEqual([[outcome]]);
  });

  it("never offers the staff's sign-in to the customer who is told to ask staff", async () => {
    const offered = async (status: Partial<typeof issuedStatus>) => {
      grant("readStatus", { ...issuedStatus, ...status });
      await openScreen(Bop001Selection);
      const buttons = Array.from(document.querySelectorAll("button"));
      return buttons.some(({ textContent }) => textContent.trim() === "係員専用");
    };
    expect(await offered({})).toBe(false);
    expect(await offered({ registration: "suspended" })).toBe(false);
    expect(await offered({ setupCode: { available: false, reason: "expired" } })).toBe(false);
  });

  it("says what led here", async () => {
    grant("readStatus", issuedStatus);
    await openScreen(Bop001Selection, {
      arrival: { code: "unavailable", reason: "reissue-waits", from: "2026-11-23" },
    });
    expect(document.querySelector('[role="alert"]')?.textContent).toContain("2026年11月23日（月）");
  });

  it("says what led here once, and not at each button again", async () => {
    const suspended = { available: false, reason: "suspended" } as const;
    grant("readStatus", { ...issuedStatus, issue: suspended, start: suspended });
    const screen = await openScreen(Bop001Selection, {
      arrival: { code: "unavailable", reason: "suspended" },
    });
    expect(screen.button("トークン発行").getAttribute("aria-disabled")).toBe("true");
    expect(reasonAt(screen, "トークン発行")).toBeUndefined();
    await openScreen(Bop001Selection);
    expect(reasonAt(screen, "トークン発行")).toContain("利用停止になっています");
  });

  it("leaves a status that can't be read in words, with the way back", async () => {
    deny("readStatus", { code: "unexpected", reference: "K7F2" });
    const screen = await openScreen(Bop001Selection);
    expect(document.querySelector('[role="alert"]')?.textContent).toContain("K7F2");
    await screen.press("トップページへ");
    expect(screen.left()).toEqual([["top"]]);
  });
});
