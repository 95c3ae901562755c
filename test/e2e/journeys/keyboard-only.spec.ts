import type { Page } from "@playwright/test";
import { expect, test } from "../fixtures.ts";
import { codeOn, scan } from "../phone.ts";
import { configured } from "../profile.ts";
import { mailAddress, startPassword } from "../ways.ts";

/** The name of what has the focus, and what is wrong with how it is seen (WCAG 2.2, SC 2.4.7 and 2.4.11). */
async function focused(page: Page): Promise<{ readonly name: string; readonly fault: string }> {
  return page.evaluate(() => {
    const at = document.activeElement;
    if (!(at instanceof HTMLElement) || at === document.body) return { name: "", fault: "" };
    const label = at instanceof HTMLInputElement ? (at.labels?.[0]?.textContent ?? "") : "";
    const name = (at.getAttribute("aria-label") ?? (label || at.textContent)).trim();
    const { x, y, width, height, bottom, right } = at.getBoundingClientRect();
    if (y < 0 || x < 0 || bottom > innerHeight || right > innerWidth)
      return { name, fault: `${name} is out of view` };
    const top = document.elementFromPoint(x + width / 2, y + height / 2);
    const seen = top !== null && (at.contains(top) || top.closest("label")?.contains(at) === true);
    return { name, fault: seen ? "" : `${name} is covered` };
  });
}

/** Goes on by Tab, as far as it takes, and looks at every stop. */
async function tabTo(page: Page, name: string): Promise<void> {
  const passed: string[] = [];
  for (let stops = 0; stops < 40; stops += 1) {
    const at = await focused(page);
    expect(at.fault).toBe("");
    if (at.name === name) return;
    passed.push(at.name);
    await page.keyboard.press("Tab");
  }
  throw new Error(`Tab reaches no ${name}, but ${passed.join(", ")}`);
}

async function press(page: Page, name: string): Promise<void> {
  await tabTo(page, name);
  await page.keyboard.press("Enter");
}

/** Types into a password's field, whose hardware keyboard is turned on beside it. */
async function typeSecret(page: Page, name: string, secret: string): Promise<void> {
  await tabTo(page, name);
  await page.keyboard.press("Tab");
  await page.keyboard.press("Space");
  await page.keyboard.press("Shift+Tab");
  await page.keyboard.type(secret);
}

/** Enters into a field by the software keyboard: into it by arrow down, from key to key by arrows, each by Enter. */
async function typeByArrows(page: Page, name: string, text: string): Promise<void> {
  await tabTo(page, name);
  await page.keyboard.press("ArrowDown");
  for (const character of text) {
    for (let steps = 0; ; steps += 1) {
      const arrow = await arrowTowards(page, character);
      const { fault } = await focused(page);
      expect(fault).toBe("");
      if (arrow === null) break;
      expect(steps, `no way to ${name}'s keys`).toBeLessThan(30);
      await page.keyboard.press(arrow);
    }
    await page.keyboard.press("Enter");
  }
  await page.keyboard.press("Escape");
}

/** The arrow that leads from the key in focus nearer to that of a character; null: it has the focus. */
async function arrowTowards(page: Page, character: string): Promise<string | null> {
  return page.evaluate((wanted) => {
    const all = [...document.querySelectorAll("[data-keyboard] [data-key=character]")];
    const key = all.find((each) => each.textContent.trim() === wanted);
    const from = document.activeElement?.closest("[data-key]");
    if (key === undefined || !from) throw new Error("no key has the focus, or there is none");
    if (key === from) return null;
    const [to, now] = [key.getBoundingClientRect(), from.getBoundingClientRect()];
    if (to.top >= now.bottom) return "ArrowDown";
    if (to.bottom <= now.top) return "ArrowUp";
    return to.left > now.left ? "ArrowRight" : "ArrowLeft";
  }, character);
}

const at = (page: Page, id: string) => expect(page.getByText(`画面ID : ${id}`)).toBeVisible();

test("choices, issue, start, release and sign-out by Tab, arrows, Enter and Space alone, with the focus always in view", async ({
  shared: kiosk,
}) => {
  const { page, profile, taro } = kiosk;
  await press(page, "文字の大きさ・言語");
  // The first of that name is of 文字の大きさ.
  await tabTo(page, "標準");
  await page.keyboard.press("ArrowRight");
  await expect(page.getByRole("radio", { name: "大きい", exact: true })).toBeChecked();
  await page.keyboard.press("ArrowLeft");
  await tabTo(page, "閉じる");
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toBeHidden();
  await press(page, "はじめる");

  await at(page, "KLG001");
  await tabTo(page, "ログインID");
  await page.keyboard.type(taro.loginId);
  await typeSecret(page, "ログインパスワード", taro.loginPassword);
  await press(page, "ログイン");
  await at(page, "KTP001");
  await press(page, "ワンタイムパスワード申請");
  await at(page, "BOP001");
  await press(page, "トークン発行");

  await at(page, "BOT001");
  await tabTo(page, "携帯電話メールアドレス");
  await page.keyboard.type(mailAddress);
  await tabTo(page, "携帯電話メールアドレス (確認用)");
  await page.keyboard.type(mailAddress);
  await typeSecret(page, "利用開始パスワード", startPassword);
  await typeSecret(page, "利用開始パスワード (確認用)", startPassword);
  await press(page, "次へ");
  await at(page, "BOT003");
  await typeByArrows(page, "確認用パスワード", taro.confirmationPassword);
  await press(page, "確定する");

  await at(page, "BOT002");
  await press(page, "アプリ設定用QRコードを表示する");
  await typeSecret(page, "利用開始パスワード", startPassword);
  await press(page, "QRコードを表示する");
  const enrolment = await scan(page.getByRole("img", { name: "アプリ設定用QRコード" }), profile);
  await press(page, "ワンタイムパスワード申請内容選択へ");
  await at(page, "BOP001");
  await press(page, "ワンタイムパスワード利用開始");
  await at(page, "BOK001");
  await tabTo(page, "ワンタイムパスワード");
  await page.keyboard.type(await codeOn(enrolment, kiosk, { steps: -1 }));
  await press(page, "利用開始する");
  await at(page, "BOK002");
  await press(page, "ログアウト");

  await press(page, "はじめる");
  await at(page, "KLG001");
  await typeByArrows(page, "ログインID", taro.loginId);
  await typeByArrows(page, "ログインパスワード", taro.loginPassword);
  await press(page, "ログイン");
  await at(page, "KLG002");
  await typeByArrows(page, "ワンタイムパスワード", await codeOn(enrolment, kiosk));
  await press(page, "ログイン");
  await at(page, "KTP001");
  await press(page, "ワンタイムパスワード申請");
  await at(page, "BOP001");
  await press(page, "ワンタイムパスワード利用解除");
  await at(page, "BOS001");
  await press(page, "スマートフォンの操作を見る");
  await expect(page.getByRole("dialog")).toBeVisible();
  await press(page, "閉じる");
  await expect(page.getByRole("dialog")).toBeHidden();
  await typeSecret(page, "確認用パスワード", taro.confirmationPassword);
  await tabTo(page, "ワンタイムパスワード");
  await page.keyboard.type(await codeOn(enrolment, kiosk, { steps: 1 }));
  await press(page, "解除する");
  await at(page, "BOS002");
  await press(page, "ログアウト");
  await at(page, "KWT001");
});

test("a warning that nobody is there is answered by keys alone, and gives the focus back", async ({
  start,
  profile,
}) => {
  const env = await configured(profile, { idle: { seconds: 4, warningSeconds: 60 } });
  const { page } = await start({ env });
  await press(page, "はじめる");
  await at(page, "KLG001");
  await tabTo(page, "ログインID");
  await page.keyboard.type("taro");

  await page.getByRole("dialog").waitFor();
  expect(await focused(page)).toEqual({ name: "操作を続ける", fault: "" });
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog")).toBeHidden();
  expect(await focused(page)).toEqual({ name: "ログインID", fault: "" });
  await expect(page.getByRole("textbox", { name: "ログインID", exact: true })).toHaveValue("taro");

  await page.getByRole("dialog").waitFor();
  await press(page, "終了する");
  await at(page, "KWT001");
});
