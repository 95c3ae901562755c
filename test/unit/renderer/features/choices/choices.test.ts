import { grant, issuedStatus, profile, resetKiosk } from "../../fake-kiosk.ts";
import { nextTick } from "vue";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import App from "../../../../../renderer/App.vue";
import { useChoicesStore } from "../../../../../renderer/stores/choices.ts";
import { closeLast, open } from "../../screens/opened.ts";

const opener = "文字の大きさ・言語";
const root = document.documentElement;

const marks = (): object => Object.assign({}, root.dataset);

async function choose(words: string): Promise<void> {
  const options = Array.from(document.querySelectorAll("dialog label"));
  const option = options.find((each) => each.textContent.trim() === words);
  option?.querySelector("input")?.click();
  await nextTick();
}

beforeEach(() => {
  resetKiosk();
  vi.useFakeTimers();
  grant("readKiosk", { ...profile, nowMs: Date.now() });
  grant("signIn", { awaits: "nothing", customerName: "福島 太郎" });
  grant("signOut", null);
  grant("readStatus", issuedStatus);
  grant("readWords", { words: {} });
});
afterEach(() => {
  closeLast();
  vi.useRealTimers();
});

describe("文字の大きさ・言語", () => {
  it("is at 待機 too, and begins nothing there", async () => {
    const app = await open(App);
    await app.press(opener);
    expect(document.querySelector("dialog h2")?.textContent).toBe(opener);
    expect(app.screenId()).toBe("KWT001");
  });

  it("has its languages on 待機 in their own names, one touch each, and begins nothing there", async () => {
    const languages = [...profile.languages, { code: "en", name: "English" }];
    grant("readKiosk", { ...profile, languages, nowMs: Date.now() });
    const app = await open(App);
    const labels = () =>
      Array.from(document.querySelectorAll<HTMLElement>('main [role="radiogroup"] label'));
    const chosen = () => labels().findIndex((each) => each.querySelector("input")?.checked);
    expect(labels().map(({ lang, textContent }) => [lang, textContent.trim()])).toEqual(
      languages.map(({ code, name }) => [code, name]),
    );
    expect(chosen()).toBe(0);
    labels().at(-1)?.click();
    await nextTick();
    expect(useChoicesStore().language).toBe("en");
    expect(chosen()).toBe(1);
    expect(app.screenId()).toBe("KWT001");
  });

  it("changes the page at once, loses no field, and gives the focus back to its button", async () => {
    const app = await open(App);
    await app.press("はじめる");
    await app.enter({ loginId: "taro0001" });
    app.button(opener).focus();
    await app.press(opener);
    await choose("とても大きい");
    await choose("はっきりした色");
    await choose("低い位置（車いすの方）");
    expect(marks()).toEqual({ text: "200", contrast: "high", reach: "low" });
    await app.press("閉じる");
    expect(document.activeElement).toBe(app.button(opener));
    expect(app.input("loginId").value).toBe("taro0001");
  });

  it("goes back to the standard by one press", async () => {
    const app = await open(App);
    await app.press(opener);
    expect(app.button("標準に戻す").getAttribute("aria-disabled")).toBe("true");
    await choose("大きい");
    expect(root.dataset["text"]).toBe("150");
    await app.press("標準に戻す");
    expect(marks()).toEqual({});
  });

  it("keeps what is chosen at 待機 for the visit, and forgets it with it", async () => {
    const app = await open(App);
    await app.press(opener);
    await choose("はっきりした色");
    await app.press("閉じる");
    await app.press("はじめる");
    await app.press("ログイン");
    expect(app.screenId()).toBe("KTP001");
    expect(root.dataset["contrast"]).toBe("high");
    await app.press("ログアウト");
    expect(root.dataset["contrast"]).toBeUndefined();
    expect(useChoicesStore(app.pinia).changed).toBe(false);
  });

  it("forgets it when the kiosk is left to staff", async () => {
    const app = await open(App);
    await app.press(opener);
    await choose("はっきりした色");
    await app.press("閉じる");
    await app.press("係員専用");
    expect(app.screenId()).toBe("KST001");
    expect(marks()).toEqual({});
    expect(() => app.button(opener)).toThrow("0 buttons");
  });

  it("forgets at 待機 what somebody chose and left, and closes", async () => {
    const app = await open(App);
    await app.press(opener);
    await choose("はっきりした色");
    await vi.advanceTimersByTimeAsync(59_000);
    expect(root.dataset["contrast"]).toBe("high");
    await vi.advanceTimersByTimeAsync(2_000);
    expect(root.dataset["contrast"]).toBeUndefined();
    expect(document.querySelector("dialog")).toBeNull();
    expect(app.screenId()).toBe("KWT001");
  });

  it("closes when its customer has gone", async () => {
    const app = await open(App);
    await app.press("はじめる");
    await app.press(opener);
    await vi.advanceTimersByTimeAsync(91_000);
    expect(app.screenId()).toBe("KWT001");
    expect(document.querySelector("dialog")).toBeNull();
  });
});

it("names the page's language", async () => {
  const app = await open(App);
  const choices = useChoicesStore(app.pinia);
  for (const [language, lang] of [
    ["zh-Hans", "zh-Hans"],
    ["ja-easy", "ja"],
  ] as const) {
    choices.language = language;
    await nextTick();
    expect(root.lang).toBe(lang);
  }
});
