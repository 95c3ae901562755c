import { expect, test } from "../fixtures.ts";
import { LockedStaff, StaffSignIn, lockByWrongPins, signInStaff } from "../screens/staff.ts";
import { Attract, SignIn } from "../screens/sign-in.ts";
import { nihonmatsu, shirakawa } from "../staff.ts";
import { lockUnseen } from "../unseen.ts";

test("staff sign in by touch alone, and hand the kiosk back", async ({ shared: { page } }) => {
  const menu = await signInStaff(page, nihonmatsu);
  await expect(page.getByRole("banner")).toContainText(nihonmatsu.name);
  await menu.handBack();
  await new Attract(page).shown();
  await expect(page.getByRole("banner")).not.toContainText(nihonmatsu.name);
  const code = await page.evaluate(async () => {
    const answer = await window.kiosk.findCustomers({ searched: "フクシマ" });
    return answer.ok ? "ok" : answer.refusal.code;
  });
  expect(code).toBe("staff-signed-out");
});

test.describe.configure({ timeout: 180_000 });

test("a wrong PIN is refused without saying which of the two is wrong, and the fifth locks", async ({
  kiosk: { page },
}) => {
  await new Attract(page).button("係員専用").click();
  const form = new StaffSignIn(page);
  await form.shown();
  await form.enterInVain(nihonmatsu.staffId, "111111");
  await expect(form.root.getByRole("alert")).toContainText("正しくありません");
  await lockByWrongPins(form, nihonmatsu.staffId);
  await form.enterInVain(nihonmatsu.staffId, nihonmatsu.pin);
  await expect(form.root.getByRole("alert")).toContainText("秒たってから");
  await expect(async () => {
    await form.waitOut();
    await form.enterInVain(nihonmatsu.staffId, nihonmatsu.pin);
    await expect(form.root.getByRole("alert")).toContainText("ロックしました", { timeout: 10 });
  }).toPass({ timeout: 60_000 });
});

test("a locked customer finds staff on the same screen", async ({ shared: { page, taro } }) => {
  await new Attract(page).begin();
  const form = new SignIn(page);
  await form.shown();
  await form.enter(taro.loginId, "wrong1");
  for (let tries = 2; tries <= 5; tries += 1) {
    await expect(form.field("ログインパスワード")).toHaveValue("");
    await form.type("ログインパスワード", "wrong1");
    await form.button("ログイン").click();
  }
  await form.button("戻る").click();
  await new Attract(page).button("係員専用").click();
  await new StaffSignIn(page).shown();
});

test("a 役席 unlocks a number that somebody has locked, and it works at once", async ({
  kiosk,
}) => {
  const { page } = kiosk;
  await lockUnseen(kiosk, nihonmatsu);
  const menu = await signInStaff(page, shirakawa);
  await menu.button("係員のロックの解除").click();
  const locked = new LockedStaff(page);
  await locked.shown();
  await locked.unlock(nihonmatsu.name, "本人以外の人が入力した");
  await locked.button("お客さまに戻す").click();
  await (await signInStaff(page, nihonmatsu)).shown();
});
