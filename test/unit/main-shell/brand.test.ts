import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { loadBrand } from "../../../main/config/load-brand.ts";

let root: string;
beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), "kiosk-brand-"));
  mkdirSync(path.join(root, "built-in"));
  mkdirSync(path.join(root, "bank/languages"), { recursive: true });
  put("built-in/ja.json", japanese);
  put("built-in/en.json", english);
  put("built-in/ja-easy.json", easy);
});
afterEach(() => {
  rmSync(root, { recursive: true });
});

const mail = (words: string) => ({ subject: words, text: `${words} {bankName}\n{userId}\n` });
const mails = (words: string) => ({
  issued: mail(`${words} 1`),
  started: mail(`${words} 2`),
  released: mail(`${words} 3`),
});
const japanese = {
  language: { code: "ja", name: "日本語", locale: "ja-JP" },
  common: { back: "戻る", left: "あと{left}回" },
  flow: { issueSteps: ["一", "二", "三"] },
  notices: {
    heading: "注意事項",
    items: [
      { heading: "一", paragraphs: ["{day}から", "2行\nの段落"] },
      { heading: "二", paragraphs: ["三"] },
    ],
  },
};
const english = {
  language: { code: "en", name: "English", locale: "en" },
  common: { back: "Back", left: "{left} left" },
  flow: { issueSteps: ["One", "Two", "Three"] },
  notices: {
    heading: "Notices",
    items: [
      { heading: "One", paragraphs: ["From {day}", "Two\nlines"] },
      { heading: "Two", paragraphs: ["Three"] },
    ],
  },
  mails: mails("Mail"),
};
const easy = { ...english, language: { code: "ja-easy", name: "やさしい日本語", locale: "ja" } };
/** Said to be Korean: a whole language that is not built in. */
const korean = { ...english, language: { code: "ko", name: "한국어", locale: "ko-KR" } };

const put = (file: string, content: unknown) => {
  const text = typeof content === "string" ? content : JSON.stringify(content);
  writeFileSync(path.join(root, file), text);
};
const load = (branding: string | null = "bank") =>
  loadBrand(branding === null ? null : path.join(root, branding), path.join(root, "built-in"));
const loaded = () => {
  const brand = load();
  if (!brand.ok) throw new Error(`${brand.refusal.path} ${brand.refusal.problem}`);
  return brand.value;
};

/** `whole` with `value` at the key `keyPath`; undefined takes the key away. */
function withKey(whole: object, keyPath: string, value: unknown): object {
  const copy = structuredClone(whole) as Record<string, unknown>;
  const keys = keyPath.split(".");
  const last = keys.pop() ?? "";
  let section = copy;
  for (const key of keys) section = (section[key] ??= {}) as Record<string, unknown>;
  section[last] = value;
  return copy;
}

describe("languages", () => {
  test("of a kiosk without a bank's folder are its own, Japanese before all others", () => {
    const brand = load(null);
    if (!brand.ok) throw new Error(brand.refusal.problem);
    expect(brand.value.logo).toBeNull();
    expect(brand.value.changedWords).toEqual({});
    expect(brand.value.languages.map(({ code, name }) => [code, name])).toEqual([
      ["ja", "日本語"],
      ["ja-easy", "やさしい日本語"],
      ["en", "English"],
    ]);
    const [first, , third] = brand.value.languages;
    expect(first).toMatchObject({ words: japanese, mails: null });
    expect(third?.mails?.started).toEqual(mail("Mail 2"));
    expect(third?.words).not.toHaveProperty("mails");
  });

  test("a folder without languages changes none", () => {
    rmSync(path.join(root, "bank/languages"), { recursive: true });
    expect(load()).toEqual(load(null));
  });

  test("a bank changes single words, and its sections are told whole", () => {
    put("bank/languages/ja.json", { common: { back: "前の画面へ" } });
    put("bank/languages/en.json", {
      common: { left: "{left} more" },
      mails: { issued: { subject: "Hi" } },
    });
    const { languages, changedWords } = loaded();
    expect(changedWords).toEqual({ common: { back: "前の画面へ", left: "あと{left}回" } });
    expect(languages[0]?.words).toEqual({ ...japanese, ...changedWords });
    expect(languages[2]?.words["common"]).toEqual({ back: "Back", left: "{left} more" });
    expect(languages[2]?.mails).toEqual({
      ...mails("Mail"),
      issued: { ...mail("Mail 1"), subject: "Hi" },
    });
  });

  test("a bank's list replaces the whole list, and may have another length", () => {
    const items = [{ heading: "唯一", paragraphs: ["甲", "乙", "{day}"] }];
    put("bank/languages/ja.json", { notices: { items } });
    expect(loaded().languages[0]?.words["notices"]).toEqual({ heading: "注意事項", items });
  });

  test("a bank adds a whole language, which may be YAML's JSON", () => {
    put("bank/languages/ko.json", korean);
    expect(loaded().languages.map(({ code }) => code)).toEqual(["ja", "ja-easy", "en", "ko"]);
    expect(loaded().languages[3]).toMatchObject({ name: "한국어", mails: mails("Mail") });
  });

  test("a language of its own is measured by the bank's own Japanese", () => {
    const items = [{ heading: "唯一", paragraphs: ["甲"] }];
    put("bank/languages/ja.json", { notices: { items } });
    put("bank/languages/ko.json", korean);
    expect(load()).toMatchObject({
      refusal: {
        path: `${root}/bank/languages/ko.json: notices.items`,
        problem: "must be a list of 1",
      },
    });
    put("bank/languages/ko.json", withKey(korean, "notices.items", items));
    expect(loaded().languages).toHaveLength(4);
  });

  test.each([
    ["language.code", "kr", "must be ko"],
    ["language.code", undefined, "is missing"],
    ["language.name", "", "must be a text"],
    ["language.locale", "Korean!", "must be a locale"],
    ["common", undefined, "is missing"],
    ["common.back", undefined, "is missing"],
    ["common.back", 5, "must be a text"],
    ["common.back", "a\u0000", "must be a text"],
    ["common.back", "{left}", "may not hold {left}"],
    ["common.left", "left", "must hold {left}"],
    ["common.left", "{lefts}", "may not hold {lefts}"],
    ["common.left", ["{left}"], "must be a text"],
    ["common.further", "x", "is no known key"],
    ["further", {}, "is no known key"],
    ["notices", "x", "must hold keys and texts"],
    ["notices.items", [], "must be a list"],
    ["notices.items", "x", "must be a list"],
    ["notices.items", english.notices.items.slice(1), "must be a list of 2"],
    ["notices.items.1", "x", "must hold keys and texts"],
    ["notices.items.1", { heading: "x" }, "is missing"],
    ["notices.items.1.more", "x", "is no known key"],
    ["notices.items.0.paragraphs", ["x", "y"], "must hold {day}"],
    ["mails", undefined, "is missing"],
    ["mails.started", undefined, "is missing"],
    ["mails.started.subject", "two\nlines", "must be one line"],
    ["mails.released.text", "{userID}", "may hold no placeholder but"],
  ])("a whole language with %s set to %j is refused: %s", (key, value, problem) => {
    put("bank/languages/ko.json", withKey(korean, key, value));
    const brand = load();
    expect(brand.ok).toBe(false);
    if (brand.ok) return;
    expect(brand.refusal.path).toContain(
      `${root}/bank/languages/ko.json: ${key.split(".")[0] ?? ""}`,
    );
    expect(brand.refusal.problem).toContain(problem);
  });

  test.each([
    ["language.code", "ja", "must be en"],
    ["common.forth", "x", "is no known key"],
    ["common.left", "{lefts}", "may not hold {lefts}"],
    ["notices.items", [{ heading: "x" }], "is missing"],
    ["notices.items", [], "must be a list"],
    ["flow.issueSteps", ["One", "Three"], "must be a list of 3"],
    ["mails.issued.text", "", "must not be empty"],
    ["mails.isued", {}, "is no known key"],
  ])("a change of English with %s set to %j is refused: %s", (key, value, problem) => {
    put("bank/languages/en.json", withKey({}, key, value));
    expect(load()).toMatchObject({
      ok: false,
      refusal: { problem: expect.stringContaining(problem) as string },
    });
  });

  test("the Japanese mails are the configuration's alone", () => {
    put("bank/languages/ja.json", { mails: mails("x") });
    expect(load()).toMatchObject({
      refusal: { path: `${root}/bank/languages/ja.json: mails` },
    });
  });

  test.each([
    ["a text", "x"],
    ["broken", "{"],
    ["with a key twice", '{"common":{"back":"a","back":"b"}}'],
  ])("a file that is %s is refused by its path", (_name, content) => {
    put("bank/languages/en.json", content);
    expect(load()).toMatchObject({ refusal: { path: `${root}/bank/languages/en.json` } });
  });

  test.each(["English.json", "en.yaml", "en", "en_US.json", "README"])(
    "%s among the languages is refused",
    (name) => {
      put(`bank/languages/${name}`, english);
      expect(load()).toMatchObject({ refusal: { path: `${root}/bank/languages/${name}` } });
    },
  );

  test("a file in the folder's place is refused", () => {
    rmSync(path.join(root, "bank/languages"), { recursive: true });
    put("bank/languages", "");
    expect(load()).toMatchObject({ refusal: { path: `${root}/bank/languages` } });
  });
});
