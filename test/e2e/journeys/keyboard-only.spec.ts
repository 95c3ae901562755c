import type { Page } from "@playwright/test";
import { taro } from "../customers.ts";
import { expect, test } from "../fixtures.ts";
import { codeOn, scan } from "../phone.ts";
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

const at = (page: Page, id: string) => expect(page.getByText(`画面ID : ${id}`)).toBeVisible();

test("choices, issue, start, release and sign-out by Tab, arrows, Enter and Space alone, with the focus always in view", async ({
  kiosk,
  profile,
}) => {
  const { page } = kiosk;
  await press(page, "表示・ことば");
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
  await typeSecret(page, "確認用パスワード", taro.confirmationPassword);
  await press(page, "確定する");

  await at(page, "BOT002");
  await press(page, "アプリ設定用QRコードを表示する");
  await typeSecret(page, "利用開始パスワード", startPassword);
  await press(page, "アプリ設定用QRコードを表示する");
  const enrolment = await scan(page.getByRole("img", { name: "アプリ設定用QRコード" }), profile);
  await press(page, "ワンタイムパスワード申請内容選択へ");
  await at(page, "BOP001");
  await press(page, "ワンタイムパスワード利用開始");
  await at(page, "BOK001");
  await tabTo(page, "ワンタイムパスワード");
  await page.keyboard.type(await codeOn(enrolment, kiosk, { steps: -1 }));
  await press(page, "利用開始する");
  await at(page, "BOK002");
  await press(page, "ワンタイムパスワード申請内容選択へ");
  await at(page, "BOP001");
  await press(page, "ワンタイムパスワード利用解除");
  await at(page, "BOS001");
  await typeSecret(page, "確認用パスワード", taro.confirmationPassword);
  await tabTo(page, "ワンタイムパスワード");
  await page.keyboard.type(await codeOn(enrolment, kiosk, { steps: 1 }));
  await press(page, "解除する");
  await at(page, "BOS002");
  await press(page, "ログアウト");
  await at(page, "KWT001");
});
