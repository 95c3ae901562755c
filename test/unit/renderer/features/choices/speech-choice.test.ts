import { grant, issuedStatus, profile, resetKiosk } from "../../fake-kiosk.ts";
import { flushPromises } from "@vue/test-utils";
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import App from "../../../../../renderer/App.vue";
import { restMs } from "../../../../../renderer/features/speech/speech-engine.ts";
import { closeLast, open } from "../../screens/opened.ts";
import type { Opened } from "../../screens/opened.ts";

/** The page's speech synthesis, there before App asks for it; it holds what is being said. */
const synthesis = vi.hoisted(() => {
  class Synthesis extends EventTarget {
    voices: object[] = [];
    now = "";
    said: string[] = [];
    getVoices(): object[] {
      return [...this.voices];
    }
    cancel(): void {
      this.now = "";
    }
    speak({ text }: { readonly text: string }): void {
      this.now = text;
      this.said.push(text);
    }
    come(...languages: string[]): void {
      this.voices = languages.map((lang) => ({ name: `voice ${lang}`, lang, default: false }));
      this.dispatchEvent(new Event("voiceschanged"));
    }
  }
  class Utterance {
    readonly text: string;
    constructor(text: string) {
      this.text = text;
    }
  }
  const made = new Synthesis();
  Object.assign(globalThis, { speechSynthesis: made, SpeechSynthesisUtterance: Utterance });
  return made;
});

/** Drawn, and what is to be said of it begun. */
async function drawn(): Promise<void> {
  await flushPromises();
  await vi.advanceTimersByTimeAsync(restMs + 1);
  await flushPromises();
}

async function choose(words: string): Promise<void> {
  const options = Array.from(document.querySelectorAll("dialog label"));
  const option = options.findLast((each) => each.textContent.trim() === words);
  option?.querySelector("input")?.click();
  await drawn();
}

async function speaking(): Promise<Opened> {
  synthesis.come("ja");
  const app = await open(App);
  await app.press("はじめる");
  await app.press("文字の大きさ・言語");
  await choose("あり");
  return app;
}

// Reading its file takes more than the turn in which a press is answered here.
beforeAll(() => import("../../../../../renderer/features/speech/speech.ts"));
beforeEach(() => {
  resetKiosk();
  vi.useFakeTimers();
  synthesis.said = [];
  grant("readKiosk", { ...profile, nowMs: Date.now() });
  grant("signIn", { awaits: "nothing", customerName: "福島 太郎" });
  grant("signOut", null);
  grant("readStatus", issuedStatus);
});
afterEach(() => {
  closeLast();
  vi.useRealTimers();
});

describe("the spoken guidance", () => {
  it("isn't offered without a voice, and the dialog says so", async () => {
    const app = await open(App);
    await app.press("文字の大きさ・言語");
    await drawn();
    expect(document.querySelector("dialog")?.textContent).toContain("音声を確認しています");
    await vi.advanceTimersByTimeAsync(6_000);
    await drawn();
    expect(document.querySelector("dialog [name=speech]")).toBeNull();
    expect(document.querySelector("dialog")?.textContent).toContain("音声が用意されていないため");
    synthesis.come("ja");
    await drawn();
    expect(document.querySelectorAll("dialog [name=speech]")).toHaveLength(2);
    expect(document.querySelector("dialog")?.textContent).toContain("イヤホンを差し込んでから");
  });

  it("says that it began, then the screen, then whatever comes", async () => {
    const app = await speaking();
    expect(synthesis.now).toContain("読み上げを始めました");
    await app.press("閉じる");
    await drawn();
    expect(synthesis.now).toContain("ログインIDとログインパスワードを入力し");
    await app.press("ログイン");
    await drawn();
    expect(synthesis.now).toMatch(/^トップページ。/);
  });

  it("is silent with the session's end, and stays so", async () => {
    const app = await speaking();
    await app.press("閉じる");
    await app.press("ログイン");
    await drawn();
    expect(synthesis.now).not.toBe("");
    app.button("ログアウト").click();
    expect(synthesis.now).toBe("");
    synthesis.said = [];
    await drawn();
    await app.press("はじめる");
    await drawn();
    expect(synthesis.said).toEqual([]);
  });

  it("asks whether somebody is there, and is silent when nobody answers", async () => {
    const app = await speaking();
    await app.press("閉じる");
    await app.press("ログイン");
    await vi.advanceTimersByTimeAsync(60_500);
    expect(synthesis.now).toContain("操作を続けますか");
    await vi.advanceTimersByTimeAsync(31_000);
    expect(app.screenId()).toBe("KWT001");
    expect(synthesis.now).toBe("");
  });

  it("reads no set-up key", async () => {
    const code = { modules: ["1"], key: "JBSWY3DPEHPK3PXP", secondsLeft: 120, showingsLeft: 2 };
    grant("showSetupCode", code);
    const app = await speaking();
    await app.press("閉じる");
    await app.press("ログイン");
    await app.press("ワンタイムパスワード申請");
    await app.press("アプリ設定用QRコードを表示する");
    await app.press("QRコードを表示する");
    await vi.advanceTimersByTimeAsync(61_000);
    expect(document.body.textContent).toContain(code.key);
    expect(synthesis.said.join()).toContain("あと60秒");
    expect(synthesis.said.join()).not.toContain("JBSW");
  });
});
