import { taro } from "../customers.ts";
import { expect, test } from "../fixtures.ts";
import { Selection } from "../screens/selection.ts";
import { StartEntry } from "../screens/start-and-release.ts";
import { issue, setUpPhone } from "../ways.ts";

test("a customer finds out what to do without a mail, and how to come by the code, losing nothing", async ({
  kiosk,
  profile,
}) => {
  const { page } = kiosk;
  const dialog = page.getByRole("dialog");
  const close = dialog.getByRole("button", { name: "閉じる", exact: true });
  const done = await issue(kiosk, taro);
  await done.button("メールが届かないとき").click();
  await expect(dialog.getByText("fukushimakenshin.co.jp", { exact: true })).toBeVisible();
  await expect(dialog.getByText("otp-auth.net", { exact: true })).toBeVisible();
  await close.click();
  await expect(dialog).toHaveCount(0);

  await setUpPhone(done, profile);
  await new Selection(page).start.click();
  const entry = new StartEntry(page);
  await entry.shown();
  const steps = entry.root.getByRole("listitem").filter({ hasText: "6桁の数字を見て" });
  await expect(steps).toHaveAttribute("aria-current", "step");

  // The second that the screen shows lies between two looks at the clock that makes the phone's codes. A kiosk of a
  // network knows the database's to half of a request's time.
  const before = kiosk.now() - (profile.bank === undefined ? 0 : 1);
  const said = await page.getByRole("timer").innerText();
  const after = kiosk.now();
  const possible = Array.from({ length: after - before + 2 }, (_, second) =>
    String(60 - ((before - 1 + second) % 60)),
  );
  expect(possible).toContain(/あと(\d+)秒/.exec(said)?.[1]);

  await entry.type("ワンタイムパスワード", "123");
  const ask = entry.button("スマートフォンの操作を見る");
  await expect(ask).toBeHidden();
  await page.setViewportSize({ width: 1280, height: 800 });
  await expect(steps).toBeHidden();
  await ask.click();
  await expect(dialog.getByRole("listitem")).toHaveCount(3);
  await close.click();
  await expect(entry.field("ワンタイムパスワード")).toHaveValue("123");
  await entry.type("ワンタイムパスワード", "4");
  await expect(entry.field("ワンタイムパスワード")).toHaveValue("1234");
});
