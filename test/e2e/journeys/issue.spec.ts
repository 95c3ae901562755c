import { simpleParser } from "mailparser";
import { taro } from "../customers.ts";
import { expect, test } from "../fixtures.ts";
import { scan } from "../phone.ts";
import { spooledMails } from "../profile.ts";
import { IssueConfirmation } from "../screens/issue.ts";
import { Selection } from "../screens/selection.ts";
import { signIn } from "../screens/sign-in.ts";
import { issue, mailAddress, openIssue, startPassword } from "../ways.ts";

test("a customer issues a token by touch alone and receives トークン発行のご案内", async ({
  kiosk,
  profile,
}) => {
  await signIn(kiosk.page, taro);
  const selection = new Selection(kiosk.page);
  await selection.open();
  await expect(selection.value("登録状況")).toHaveText("未発行");
  await expect(selection.start).toBeDisabled();
  await expect(selection.release).toBeDisabled();
  await selection.button("トップページへ").click();
  await kiosk.page.getByRole("button", { name: "ログアウト", exact: true }).click();

  const done = await issue(kiosk, taro, mailAddress);
  await expect(done.value("携帯電話メールアドレス")).toHaveText(mailAddress);
  await expect(done.value("サービスID")).toHaveText("10112231");
  await expect(done.value("ユーザID")).toHaveText("999800000001");

  await expect.poll(async () => (await spooledMails(profile)).length).toBe(1);
  const [raw] = await spooledMails(profile);
  const mail = await simpleParser(raw ?? "");
  expect(mail.subject).toBe("トークン発行のご案内");
  expect(mail.text).toContain(
    "いつも福島県商工信用組合をご利用いただきありがとうございます。\nトークンアプリにサービスID、ユーザID、利用開始パスワードを入力し、トークンの設定を行ってください。\nサービスID : 10112231\nユーザID : 999800000001\n",
  );
  expect(mail.text).toContain("連絡先 : 024-991-1000");
  expect(mail.text).not.toContain(startPassword);
});

test("the set-up code is read from the screen by another program, and says what apps need", async ({
  shared: kiosk,
}) => {
  const done = await issue(kiosk, kiosk.taro);
  const userId = await done.value("ユーザID").innerText();
  expect(userId).toMatch(/^9998\d{8}$/);
  await done.show(startPassword);
  const enrolment = await scan(done.qr, kiosk.profile);

  const [, issuer = ""] = /^otpauth:\/\/totp\/([A-Za-z0-9-]{1,8}):/.exec(enrolment.uri) ?? [];
  expect(enrolment.secret).toMatch(/^[A-Z2-7]{32}$/);
  expect(enrolment.uri).toBe(
    `otpauth://totp/${issuer}:${userId}?secret=${enrolment.secret}&issuer=${issuer}&algorithm=SHA1&digits=6&period=60`,
  );
  await expect(done.key).toHaveText(enrolment.secret.match(/.{4}/g)?.join(" ") ?? "");
  await done.button("隠す").click();
  await expect(done.qr).toBeHidden();
  await expect(done.key).toBeHidden();
});

test("the set-up code is shown three times and no more", async ({ shared: kiosk }) => {
  const done = await issue(kiosk, kiosk.taro);
  for (let showing = 1; showing <= 3; showing += 1) {
    await done.show(startPassword);
    await done.button("隠す").click();
  }
  await expect(done.button("アプリ設定用QRコードを表示する")).toBeDisabled();
});

test("戻る on BOT003 keeps the address, 申込を中止する gives the application up", async ({
  shared: { page, taro },
}) => {
  const entry = await openIssue(page, taro);
  await entry.enter(mailAddress, startPassword);
  const confirmation = new IssueConfirmation(page);
  await confirmation.shown();
  await expect(confirmation.value("携帯電話メールアドレス")).toHaveText(mailAddress);

  await confirmation.button("戻る").click();
  await entry.shown();
  await expect(entry.field("携帯電話メールアドレス")).toHaveValue(mailAddress);
  await expect(entry.field("携帯電話メールアドレス (確認用)")).toHaveValue(mailAddress);
  await expect(entry.field("利用開始パスワード")).toHaveValue("");

  await entry.enterStartPassword(startPassword);
  await confirmation.shown();
  await confirmation.button("申込を中止する").click();
  const selection = new Selection(page);
  await selection.shown();
  await expect(selection.value("登録状況")).toHaveText("未発行");

  await selection.issue.click();
  await entry.shown();
  await expect(entry.field("携帯電話メールアドレス")).toHaveValue("");
  await entry.button("戻る").click();
  await selection.shown();
});
