import type { Page } from "@playwright/test";
import { hanako, taro } from "../customers.ts";
import type { DemoCustomer } from "../customers.ts";
import { expect, test } from "../fixtures.ts";
import type { CustomerInformation } from "../screens/customers.ts";
import { spooledMails } from "../profile.ts";
import { CustomerSearch } from "../screens/customers.ts";
import { Selection } from "../screens/selection.ts";
import { Attract, SignIn, signIn } from "../screens/sign-in.ts";
import { StaffMenu, StaffSignIn, signInStaff } from "../screens/staff.ts";
import { nihonmatsu, soma } from "../staff.ts";
import { issueUnseen } from "../unseen.ts";
import { issue, mailAddress, startPassword } from "../ways.ts";

/** From KST001 to a customer's sheet. */
async function openSheet(
  page: Page,
  { loginId, name }: DemoCustomer,
): Promise<CustomerInformation> {
  const form = new StaffSignIn(page);
  await form.shown();
  await form.enter(nihonmatsu.staffId, nihonmatsu.pin);
  await new StaffMenu(page).button("お客さま検索").click();
  const search = new CustomerSearch(page);
  await search.findAsTyped(loginId);
  return search.choose(name);
}

test("係員 find a customer by kana, ID or kanji, however it is typed, and see the address on demand alone", async ({
  kiosk,
}) => {
  const { page } = kiosk;
  await issueUnseen(kiosk, taro);
  const menu = await signInStaff(page, nihonmatsu);
  await menu.button("お客さま検索").click();
  const search = new CustomerSearch(page);
  await search.shown();
  await search.find("アイヅ");
  await expect(search.found(hanako.name)).toBeVisible();
  await search.findAsTyped("會津　ハナコ");
  await expect(search.found(hanako.name)).toBeHidden();
  await search.findAsTyped("會津　花");
  await expect(search.found(hanako.name)).toBeVisible();
  await search.findAsTyped("９９９８０００００００１");
  await expect(search.found(taro.name)).toBeVisible();
  await search.findAsTyped("福島");
  const sheet = await search.choose(taro.name);
  await expect(sheet.value("登録状況")).toHaveText("トークン発行済");
  await expect(sheet.value("ユーザID")).toHaveText("999800000001");
  await expect(sheet.line("発行のご案内").first()).toContainText("t***@data-bank.co.jp");
  await expect(sheet.root).not.toContainText(mailAddress);

  await sheet.button("アドレスを表示").click();
  await expect(sheet.root).toContainText(mailAddress);
  await expect(sheet.line("メールアドレスの表示 : 完了")).toContainText(nihonmatsu.staffId);
  await sheet.button("検索に戻る").click();
  await search.choose(taro.name);
  await expect(sheet.root).not.toContainText(mailAddress);
});

test("a locked customer is unlocked with a reason, and signs in", async ({
  shared: { page, taro },
}) => {
  await new Attract(page).begin();
  const form = new SignIn(page);
  await form.enter(taro.loginId, "wrong1");
  for (let tries = 2; tries <= 5; tries += 1) {
    await expect(form.field("ログインパスワード")).toHaveValue("");
    await form.type("ログインパスワード", "wrong1");
    await form.button("ログイン").click();
  }
  await form.button("戻る").click();
  await new Attract(page).button("係員専用").click();
  const sheet = await openSheet(page, taro);
  await expect(sheet.line("ログインパスワード").first()).toContainText("ロック中（5回間違い）");
  await sheet.button("ロックを解除").click();
  await expect(sheet.button("ロックを解除する")).toBeDisabled();
  await sheet.root.getByText("ご本人の入力間違い（本人確認済み）").click();
  await sheet.button("ロックを解除する").click();
  await expect(sheet.root.getByText("ロックを解除しました。")).toBeVisible();
  await expect(sheet.line("ロックの解除 : 完了")).toContainText(nihonmatsu.staffId);
  await sheet.button("お客さまに戻す").click();
  await signIn(page, taro);
});

test("a spent set-up code is allowed again; a mail goes once more, to a corrected address", async ({
  kiosk,
  profile,
}) => {
  const { page } = kiosk;
  const issued = await issue(kiosk, taro, mailAddress);
  for (let showing = 1; showing <= 3; showing += 1) {
    await issued.show(startPassword);
    await issued.button("隠す").click();
  }
  await issued.button("ログアウト").click();
  await new Attract(page).button("係員専用").click();
  const sheet = await openSheet(page, taro);
  await expect(sheet.value("QRコードの表示")).toHaveText("回数を使い切りました");
  await sheet.button("再許可する").click();
  await sheet.root.getByText("アプリの設定をやり直す").click();
  await sheet.button("表示を再許可する").click();
  await expect(sheet.value("QRコードの表示")).toHaveText("あと3回表示できます");

  await sheet.button("再送する").click();
  await sheet.root.getByText("訂正したアドレスに送る").click();
  await sheet.type("携帯電話メールアドレス", "hanako@data-bank.co.jp");
  await sheet.type("携帯電話メールアドレス (確認用)", "hanako@data-bank.co.jp");
  await sheet.button("メールを再送する").click();
  await expect(sheet.root.getByText("メールを再送しました。")).toBeVisible();
  await expect(sheet.root).toContainText("h***@data-bank.co.jp");
  // The first one, the same to the new address, and what tells the former address of the change.
  await expect.poll(async () => (await spooledMails(profile)).length).toBe(3);
  const mails = (await spooledMails(profile)).map(String);
  expect(mails.filter((mail) => mail.includes("To: hanako@data-bank.co.jp"))).toHaveLength(1);

  await sheet.button("お客さまに戻す").click();
  await signIn(page, taro);
  const selection = new Selection(page);
  await selection.open();
  await selection.button("アプリ設定用QRコードを表示する").click();
});

test("監査 can't look for customers", async ({ shared: { page } }) => {
  const menu = await signInStaff(page, soma);
  await expect(menu.button("お客さま検索")).toHaveCount(0);
  const codes = await page.evaluate(async () => {
    const customerId = "demo-taro";
    const answers = [
      await window.kiosk.findCustomers({ searched: "フクシマ" }),
      await window.kiosk.readCustomer({ customerId }),
      await window.kiosk.showMailAddress({ customerId }),
    ];
    return answers.map((answer) => (answer.ok ? "ok" : answer.refusal.code));
  });
  expect(new Set(codes)).toEqual(new Set(["forbidden"]));
});
