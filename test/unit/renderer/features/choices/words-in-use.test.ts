import { calls, deny, profile, resetKiosk, respond } from "../../fake-kiosk.ts";
import { flushPromises, mount } from "@vue/test-utils";
import { createPinia, setActivePinia } from "pinia";
import { afterEach, beforeEach, expect, it } from "vitest";
import { useWordsInUse } from "../../../../../renderer/features/choices/words-in-use.ts";
import { useChoicesStore } from "../../../../../renderer/stores/choices.ts";
import { useKioskStore } from "../../../../../renderer/stores/kiosk.ts";
import { putManualsWords, words } from "../../../../../renderer/text/words.ts";

const ofBank = { top: { ...words.top, title: "はじめのページ" } };
const titles: Readonly<Record<string, string>> = { en: "Home", vi: "Trang chủ" };

beforeEach(async () => {
  resetKiosk();
  const pinia = createPinia();
  setActivePinia(pinia);
  respond("readWords", ({ language }) => {
    const top = { ...words.top, title: titles[language] ?? "" };
    return Promise.resolve({ ok: true, value: { words: { top } } });
  });
  mount({ setup: useWordsInUse, template: "<p></p>" }, { global: { plugins: [pinia] } });
  useKioskStore().profile = { ...profile, words: ofBank };
  await flushPromises();
});
afterEach(putManualsWords);

it("shows the bank's own words over the manual's", () => {
  expect(words.top.title).toBe("はじめのページ");
  expect(words.signIn.title).toBe("ログイン");
  expect(calls).toEqual([]);
});

it("shows the chosen language, and Japanese with the bank's words when the visit ends", async () => {
  const choices = useChoicesStore();
  choices.language = "en";
  await flushPromises();
  expect(words.top.title).toBe("Home");
  choices.$reset();
  await flushPromises();
  expect(words.top.title).toBe("はじめのページ");
});

it("asks for each language once", async () => {
  const choices = useChoicesStore();
  for (const code of ["en", "ja", "en", "vi", "en"]) {
    choices.language = code;
    await flushPromises();
  }
  expect(calls.map(({ request }) => request)).toEqual([{ language: "en" }, { language: "vi" }]);
  expect(words.top.title).toBe("Home");
});

it("never shows a language that was left before its words came", async () => {
  let answer: () => void = () => undefined;
  respond("readWords", async ({ language }) => {
    if (language === "en") await new Promise<void>((resolve) => (answer = resolve));
    const top = { ...words.top, title: titles[language] ?? "" };
    return { ok: true, value: { words: { top } } };
  });
  const choices = useChoicesStore();
  choices.language = "en";
  await flushPromises();
  choices.language = "vi";
  await flushPromises();
  answer();
  await flushPromises();
  expect(words.top.title).toBe("Trang chủ");
});

it("goes back to Japanese where the language can't be had", async () => {
  deny("readWords", { code: "malformed" });
  const choices = useChoicesStore();
  choices.language = "xx";
  await flushPromises();
  expect(choices.language).toBe("ja");
  expect(words.top.title).toBe("はじめのページ");
});
