import { expect, test } from "../fixtures.ts";
import { IssueConfirmation } from "../screens/issue.ts";
import { Attract, SignIn } from "../screens/sign-in.ts";
import { mailAddress, openIssue, startPassword } from "../ways.ts";

const mail = "携帯電話メールアドレス";
const mailAgain = "携帯電話メールアドレス (確認用)";
const start = "利用開始パスワード";
const startAgain = "利用開始パスワード (確認用)";

test("empty fields are each named, and the first one has the focus", async ({
  shared: { page, taro },
}) => {
  const entry = await openIssue(page, taro);
  await entry.button("次へ").click();
  for (const name of [mail, mailAgain, start, startAgain]) {
    await expect.poll(() => entry.refusalAt(name)).not.toBe("");
  }
  await expect(entry.field(mail)).toBeFocused();
});

test("each unfit address gets its sentence and loses nothing else typed", async ({
  shared: { page, taro },
}) => {
  const entry = await openIssue(page, taro);
  await entry.enter(mailAddress, startPassword);
  const confirmation = new IssueConfirmation(page);
  await confirmation.shown();
  await confirmation.button("戻る").click();
  await entry.shown();

  const unfit: readonly (readonly [string, RegExp])[] = [
    ["taro.data-bank.co.jp", /「@」から後ろも入力/],
    ["たろう@data-bank.co.jp", /半角/],
    [
      `${"a".repeat(60)}@${"b".repeat(61)}.${"c".repeat(60)}.${"d".repeat(60)}.example.jp`,
      /254文字/,
    ],
    ["hanako@data-bank.co.jp", /一致しません/],
  ];
  for (const [address, words] of unfit) {
    await entry.field(mail).fill(address);
    await entry.enterStartPassword(startPassword);
    const refusedField = words.source.includes("一致") ? mailAgain : mail;
    await expect.poll(() => entry.refusalAt(refusedField), { message: address }).toMatch(words);
    await expect(entry.field(mail)).toHaveValue(address);
    await expect(entry.field(mailAgain)).toHaveValue(mailAddress);
    await expect(entry.field(start)).toHaveValue("");
  }

  const carrier = "taro..d.@docomo.ne.jp";
  await entry.field(mail).fill(carrier);
  await entry.field(mailAgain).fill(carrier);
  await entry.enterStartPassword(startPassword);
  await confirmation.shown();
  await expect(confirmation.value(mail)).toHaveText(carrier);
});

test("each unfit 利用開始パスワード gets its sentence and keeps the address", async ({
  shared: { page, taro },
}) => {
  const entry = await openIssue(page, taro);
  await entry.type(mail, mailAddress);
  await entry.type(mailAgain, mailAddress);
  const unfit: readonly (readonly [string, RegExp])[] = [
    ["482", /4～8桁/],
    ["0000", /同じ数字だけ/],
    ["1234", /連続した数字/],
  ];
  for (const [password, words] of unfit) {
    await entry.enterStartPassword(password);
    await expect.poll(() => entry.refusalAt(start), { message: password }).toMatch(words);
    await expect(entry.field(start)).toHaveValue("");
    await expect(entry.field(mail)).toHaveValue(mailAddress);
  }
  await entry.enterStartPassword(startPassword, "482916");
  await expect.poll(() => entry.refusalAt(startAgain)).toMatch(/一致しません/);
});

test("wrong passwords are refused without a count, and the fifth locks until staff unlock", async ({
  shared: { page, taro },
}) => {
  const attract = new Attract(page);
  await attract.begin();
  const form = new SignIn(page);
  await form.type("ログインID", taro.loginId);
  for (let attempt = 1; attempt <= 5; attempt += 1) {
    await form.type("ログインパスワード", "wrong1");
    await form.button("ログイン").click();
    await expect(form.field("ログインパスワード")).toHaveValue("");
    await expect(form.field("ログインID")).toHaveValue(taro.loginId);
    const refusal = page.getByRole("alert");
    await expect(refusal).toContainText(attempt === 5 ? "係員" : "正しくありません");
    await expect(refusal).not.toContainText(/あと\s*[0-9]|残り\s*[0-9]/);
  }
  await form.type("ログインパスワード", taro.loginPassword);
  await form.button("ログイン").click();
  await expect(page.getByRole("alert")).toContainText("係員");
});

test("a wrong 確認用パスワード issues nothing; the fifth locks it", async ({
  shared: { page, taro },
}) => {
  const entry = await openIssue(page, taro);
  await entry.enter(mailAddress, startPassword);
  const confirmation = new IssueConfirmation(page);
  await confirmation.shown();
  for (let attempt = 1; attempt <= 4; attempt += 1) {
    await confirmation.confirm("wrongkaku");
    await expect
      .poll(() => confirmation.refusalAt("確認用パスワード"))
      .not.toMatch(/あと\s*[0-9]|残り\s*[0-9]/);
  }
  await confirmation.confirm("wrongkaku");
  await expect(page.getByRole("alert")).toContainText("係員");
});

test("while the software keyboard is chosen, a hardware keyboard can't type a password", async ({
  shared: { page },
}) => {
  await new Attract(page).begin();
  const form = new SignIn(page);
  const password = form.field("ログインパスワード");
  await password.click();
  await page.keyboard.type("abc");
  await expect(password).toHaveValue("");

  await page.getByRole("checkbox", { name: "ソフトウェアキーボードを使用して入力する" }).uncheck();
  await password.click();
  await page.keyboard.type("abc");
  await expect(password).toHaveValue(/^.{3}$/);
  await expect(password).not.toHaveValue("abc");
});
