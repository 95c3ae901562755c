import { taro } from "../customers.ts";
import { expect, test } from "../fixtures.ts";
import { codeOn } from "../phone.ts";
import { spooledMails } from "../profile.ts";
import { Selection } from "../screens/selection.ts";
import { signIn, SignInCode, signInUntilCode } from "../screens/sign-in.ts";
import { ReleaseDone, ReleaseEntry } from "../screens/start-and-release.ts";
import { startUnseen } from "../unseen.ts";

test("a release lowers the limit, ends the code at sign-in, and lets a new issue wait until tomorrow", async ({
  start,
  profile,
}) => {
  const kiosk = await start();
  const { page } = kiosk;
  const phone = await startUnseen(kiosk, taro);
  await signInUntilCode(page, taro);
  await new SignInCode(page).enter(await codeOn(phone, kiosk));
  const selection = new Selection(page);
  await selection.open();
  await selection.release.click();

  const entry = new ReleaseEntry(page);
  await entry.shown();
  await expect(
    entry.root.getByRole("listitem").filter({ hasText: "利用解除確認" }),
  ).toHaveAttribute("aria-current", "step");
  await expect(entry.root).toContainText(
    "振込・振替限度額20万円超の場合であっても自動的に20万円まで引き下げます。",
  );
  await entry.enter("tarokaku9", await codeOn(phone, kiosk, { steps: 1 }));
  await expect.poll(() => entry.refusalAt("確認用パスワード")).not.toMatch(/あと|残り/);

  await entry.enter(taro.confirmationPassword, await codeOn(phone, kiosk, { steps: 1 }));
  const done = new ReleaseDone(page);
  await done.shown();
  await expect(done.root).toContainText("「トークンの削除」を行ってください。");
  await expect(done.root).toContainText("1,000,000円");
  await expect(done.root).toContainText("200,000円");
  await done.button("トップページへ").click();
  await expect.poll(async () => (await spooledMails(profile)).length).toBe(3);

  await selection.open();
  await expect(selection.value("登録状況")).toHaveText("利用解除済");
  await expect(selection.issue).toBeDisabled();
  const tomorrow = new Date((kiosk.now() + 86_400) * 1000);
  const day = tomorrow.toLocaleDateString("ja-JP", {
    timeZone: "Asia/Tokyo",
    year: "numeric",
    month: "long",
    day: "numeric",
  });
  expect(await selection.reasonOf(selection.issue)).toContain(day);
  await selection.button("ログアウト").click();
  await signIn(page, taro);

  const tomorrowKiosk = await start({ days: 1 });
  const nextDay = new Selection(tomorrowKiosk.page);
  await signIn(tomorrowKiosk.page, taro);
  await nextDay.open();
  await expect(nextDay.issue).toBeEnabled();
});

test("a limit of 100,000円 stays as it is", async ({ shared: kiosk }) => {
  const { page, hanako } = kiosk;
  const phone = await startUnseen(kiosk, hanako);
  await signInUntilCode(page, hanako);
  await new SignInCode(page).enter(await codeOn(phone, kiosk));
  const selection = new Selection(page);
  await selection.open();
  await selection.release.click();
  const entry = new ReleaseEntry(page);
  await entry.shown();
  await entry.enter(hanako.confirmationPassword, await codeOn(phone, kiosk, { steps: 1 }));
  const done = new ReleaseDone(page);
  await done.shown();
  await expect(done.root).toContainText("100,000円");
  await expect(done.root).not.toContainText("200,000円");
});
