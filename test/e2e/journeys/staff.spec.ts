import { expect, test } from "../fixtures.ts";
import { StaffSignIn, signInStaff } from "../screens/staff.ts";
import { Attract, SignIn } from "../screens/sign-in.ts";
import { nihonmatsu } from "../staff.ts";

test("staff sign in by touch alone, and hand the kiosk back", async ({ kiosk: { page } }) => {
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

test("a wrong PIN is refused without saying which of the two is wrong, and the fifth locks", async ({
  kiosk: { page },
}) => {
  await new Attract(page).button("係員").click();
  const form = new StaffSignIn(page);
  await form.shown();
  await form.enterInVain(nihonmatsu.staffId, "111111");
  await expect(form.root.getByRole("alert")).toContainText("正しくありません");
  for (let tries = 2; tries <= 5; tries += 1) {
    await form.enterInVain(nihonmatsu.staffId, "111111");
  }
  await expect(form.root.getByRole("alert")).toContainText("停止しました");
  await form.enterInVain(nihonmatsu.staffId, nihonmatsu.pin);
  await expect(form.root.getByRole("alert")).toContainText("停止しました");
});

test("a locked customer finds staff on the same screen", async ({ kiosk: { page } }) => {
  await new Attract(page).begin();
  const form = new SignIn(page);
  await form.shown();
  await form.enter("taro0001", "wrong1");
  for (let tries = 2; tries <= 5; tries += 1) {
    await expect(form.field("ログインパスワード")).toHaveValue("");
    await form.type("ログインパスワード", "wrong1");
    await form.button("ログイン").click();
  }
  await form.button("係員").click();
  await new StaffSignIn(page).shown();
});
