import { expect, test } from "../fixtures.ts";
import { codeOn, wrongCodeOn } from "../phone.ts";
import { Selection } from "../screens/selection.ts";
import { signIn, SignInCode, signInUntilCode, Top } from "../screens/sign-in.ts";
import { StartEntry } from "../screens/start-and-release.ts";
import { issueUnseen } from "../unseen.ts";
import { start } from "../ways.ts";

test("a customer starts the token with one code; sign-in then asks for one, and takes none twice", async ({
  shared: kiosk,
}) => {
  const { page, taro } = kiosk;
  const phone = await issueUnseen(kiosk, taro);
  await signIn(page, taro);
  const selection = new Selection(page);
  await selection.open();
  await expect(selection.value("登録状況")).toHaveText("トークン発行済");
  await expect(selection.value("サービスID")).toHaveText("10112231");
  await expect(selection.value("ユーザID")).toHaveText(phone.userId);

  const done = await start(kiosk, phone);
  await done.button("ワンタイムパスワード申請内容選択へ").click();
  await selection.shown();
  await expect(selection.value("登録状況")).toHaveText("利用中");
  await expect(selection.start).toBeDisabled();
  await selection.button("ログアウト").click();

  await signInUntilCode(page, taro);
  const code = new SignInCode(page);
  await code.shown();
  await code.enter(await codeOn(phone, kiosk, { steps: -1 }));
  await expect.poll(() => code.refusalAt("ワンタイムパスワード")).not.toContain("使用済");
  await code.enter(await codeOn(phone, kiosk));
  await new Top(page).shown();
});

test("BOK001 says why the phone's codes are wrong, and still refuses them", async ({
  shared: kiosk,
}) => {
  const { page, taro } = kiosk;
  const phone = await issueUnseen(kiosk, taro);
  await signIn(page, taro);
  const selection = new Selection(page);
  await selection.open();
  await selection.start.click();
  const entry = new StartEntry(page);
  await entry.shown();

  await entry.enter(await codeOn(phone, kiosk, { period: 30 }));
  await expect
    .poll(() => entry.refusalAt("ワンタイムパスワード"))
    .toContain("60秒ごとの更新に対応していません");
  await expect(entry.field("ワンタイムパスワード")).toHaveValue("");

  await entry.enter(await codeOn(phone, kiosk, { driftSeconds: 240 }));
  await expect.poll(() => entry.refusalAt("ワンタイムパスワード")).toContain("約4分");

  await entry.enter(await codeOn(phone, kiosk, { driftSeconds: 540 * 60 }));
  await expect
    .poll(() => entry.refusalAt("ワンタイムパスワード"))
    .toMatch(/約9時間進んでいます。.*タイムゾーン/);

  await entry.enter("12345");
  await expect.poll(() => entry.refusalAt("ワンタイムパスワード")).toContain("6桁");

  await entry.button("申込を中止する").click();
  await selection.shown();
  await expect(selection.value("登録状況")).toHaveText("トークン発行済");
});

test("the fifth wrong code in a row stops the token; a right one is refused then", async ({
  shared: kiosk,
}) => {
  const { page, taro } = kiosk;
  const phone = await issueUnseen(kiosk, taro);
  await signIn(page, taro);
  const selection = new Selection(page);
  await selection.open();
  await selection.start.click();
  const entry = new StartEntry(page);
  const wrong = await wrongCodeOn(phone, kiosk);
  for (let attempt = 1; attempt <= 4; attempt += 1) {
    await entry.enter(wrong);
    const words = await entry.refusalAt("ワンタイムパスワード");
    expect(words).not.toMatch(/あと|残り/);
  }
  await entry.enter(wrong);
  await expect(page.getByRole("alert")).toContainText("係員");
  await entry.button("申込を中止する").click();
  await selection.shown();
  await expect(selection.value("登録状況")).toHaveText("利用停止");
  await expect(selection.start).toBeDisabled();
  await expect(selection.release).toBeDisabled();
});
