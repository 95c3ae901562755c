import { taro } from "../customers.ts";
import { expect, test } from "../fixtures.ts";
import { configured } from "../profile.ts";
import type { Profile } from "../profile.ts";
import { Attract } from "../screens/sign-in.ts";
import { mailAddress, openIssue } from "../ways.ts";

/** A kiosk whose waits are short enough to be waited for. */
function impatient(profile: Profile): Promise<Record<string, string>> {
  return configured(profile, { idle: { seconds: 4, warningSeconds: 3 } });
}

test("a customer who walks away is signed out, and nothing of theirs stays", async ({
  start,
  profile,
}) => {
  const { page } = await start({ env: await impatient(profile) });
  const entry = await openIssue(page, taro);
  await entry.field("携帯電話メールアドレス").fill(mailAddress);

  await expect(page.getByRole("dialog")).toBeVisible();
  await expect(page.getByRole("dialog")).toContainText(/[0-9]\s*秒/);
  await new Attract(page).shown();
  await expect(page.locator("body")).not.toContainText(taro.name);

  await openIssue(page, taro);
  await expect(entry.field("携帯電話メールアドレス")).toHaveValue("");
});

test("one touch of 操作を続ける goes on with everything typed", async ({ start, profile }) => {
  const { page } = await start({ env: await impatient(profile) });
  const entry = await openIssue(page, taro);
  await entry.field("携帯電話メールアドレス").fill(mailAddress);
  await page.getByRole("dialog").waitFor();
  await page.getByRole("button", { name: "操作を続ける", exact: true }).click();
  await expect(page.getByRole("dialog")).toBeHidden();
  await expect(entry.field("携帯電話メールアドレス")).toHaveValue(mailAddress);

  // The shuffled keys are where the finger has left them.
  await entry.field("利用開始パスワード").focus();
  const keys = page.getByRole("group", { name: "ソフトウェアキーボード" }).getByRole("button");
  const order = (await keys.allTextContents()).join("");
  await page.getByRole("dialog").waitFor();
  await page.getByRole("button", { name: "操作を続ける", exact: true }).click();
  await expect(page.getByRole("dialog")).toBeHidden();
  await expect(entry.field("利用開始パスワード")).toBeFocused();
  expect((await keys.allTextContents()).join("")).toBe(order);
});
