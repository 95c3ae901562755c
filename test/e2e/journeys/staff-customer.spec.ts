import { hanako, taro } from "../customers.ts";
import { expect, test } from "../fixtures.ts";
import { CustomerSearch } from "../screens/customers.ts";
import { signInStaff } from "../screens/staff.ts";
import { nihonmatsu, soma } from "../staff.ts";
import { issue, mailAddress } from "../ways.ts";

test("係員 find a customer by kana, ID or kanji, and see the address on demand alone", async ({
  kiosk,
}) => {
  const { page } = kiosk;
  await (await issue(kiosk, taro)).button("ログアウト").click();
  const menu = await signInStaff(page, nihonmatsu);
  await menu.button("お客さま検索").click();
  const search = new CustomerSearch(page);
  await search.shown();
  await search.find("アイヅ");
  await expect(search.found(hanako.name)).toBeVisible();
  await search.findAsTyped("999800000001");
  await expect(search.found(taro.name)).toBeVisible();
  await search.findAsTyped("福島");
  const sheet = await search.choose(taro.name);
  await expect(sheet.value("登録状況")).toHaveText("トークン発行済");
  await expect(sheet.value("ユーザID")).toHaveText("999800000001");
  await expect(sheet.line("発行のご案内").first()).toContainText("t***@data-bank.co.jp");
  await expect(sheet.root).not.toContainText(mailAddress);

  await sheet.button("アドレスを表示").click();
  await expect(sheet.root).toContainText(mailAddress);
  await expect(sheet.line("メールアドレス表示 : 完了")).toContainText(nihonmatsu.staffId);
  await sheet.button("検索に戻る").click();
  await search.choose(taro.name);
  await expect(sheet.root).not.toContainText(mailAddress);
});

test("監査 can't look for customers", async ({ kiosk: { page } }) => {
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
