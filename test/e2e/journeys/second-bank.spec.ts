import { execFile } from "node:child_process";
import { cp, readFile, stat, writeFile } from "node:fs/promises";
import { simpleParser } from "mailparser";
import path from "node:path";
import { promisify } from "node:util";
import { taro } from "../customers.ts";
import { expect, test } from "../fixtures.ts";
import { projectRoot } from "../kiosk.ts";
import { spooledMails } from "../profile.ts";
import type { Profile } from "../profile.ts";
import { runtimeCommand } from "../runtime-command.ts";
import { IssueConfirmation } from "../screens/issue.ts";
import { Selection } from "../screens/selection.ts";
import { mailAddress, openIssue, startPassword } from "../ways.ts";

const run = promisify(execFile);

const english = JSON.parse(
  await readFile(path.join(projectRoot, "renderer/languages/en.json"), "utf8"),
) as Record<string, Record<string, string>>;

const word = (section: string, key: string) => english[section]?.[key] ?? "";

/** The environment of a kiosk of the invented bank, whose folder lies beside its configuration file. */
async function mizuumi({ root }: Profile): Promise<Record<string, string>> {
  await cp(path.join(projectRoot, "test/brands/mizuumi"), path.join(root, "mizuumi"), {
    recursive: true,
  });
  const file = path.join(root, "config.yaml");
  await writeFile(file, "demo: true\nbranding: mizuumi\n");
  return { KIOSK_CONFIG: file };
}

test("a second bank's name, logo, colours, notices, domains and mail stand where the first one's did", async ({
  start,
  profile,
}) => {
  const kiosk = await start({ env: await mizuumi(profile) });
  const { page } = kiosk;
  const header = page.getByRole("banner");
  await expect(header).toContainText("みずうみ信用金庫");
  await expect(header).toHaveCSS("background-color", "rgb(11, 93, 78)");
  await expect(page).toHaveTitle(/みずうみ信用金庫/);
  const logo = header.locator("img");
  await expect(logo).toBeVisible();
  expect(await logo.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(96);
  // Nothing else of the folder can be had.
  for (const name of ["bank.yaml", "logo.svg", "languages/ja.json"]) {
    const loads = await page.evaluate(
      (address) =>
        new Promise<boolean>((resolve) => {
          const image = new Image();
          image.onload = () => resolve(true);
          image.onerror = () => resolve(false);
          image.src = address;
        }),
      `/${name}`,
    );
    expect(loads).toBe(false);
  }

  const entry = await openIssue(page, taro);
  await entry.enter(mailAddress, startPassword);
  const confirmation = new IssueConfirmation(page);
  await confirmation.shown();
  const action = confirmation.button("確定する");
  await expect(action).toHaveCSS("background-color", "rgb(11, 93, 78)");
  await confirmation.confirm(taro.confirmationPassword);
  await page.getByRole("button", { name: "ワンタイムパスワード申請内容選択へ" }).click();
  const selection = new Selection(page);
  await selection.shown();
  await expect(selection.root).toContainText("「@mizuumi.example」「@otp.mizuumi.example」");
  await expect(selection.root).toContainText("みずうみ信用金庫からのお願い");
  await expect(selection.root).toContainText("平日の9時から15時まで");
  await expect(selection.root).not.toContainText("ソフトバンクモバイル");
  await expect(selection.value("サービスID")).toHaveText("30445566");

  await expect.poll(async () => (await spooledMails(profile)).length).toBe(1);
  const [raw] = await spooledMails(profile);
  const mail = await simpleParser(raw ?? "");
  expect(mail.subject).toBe("【みずうみ信用金庫】トークンの発行");
  expect(mail.from?.text).toContain("otp@mizuumi.example");
  expect(mail.text).toContain(
    "みずうみ信用金庫です。トークンを発行しました。\nサービスID : 30445566\n",
  );
  expect(mail.text).toContain("お問い合わせ : 0120-333-444");

  // Who needs more contrast than a bank's colours have gets it all the same.
  await page.getByRole("button", { name: "文字の大きさ・言語" }).click();
  await page.getByRole("radio", { name: "はっきりした色", exact: true }).click();
  await page.getByRole("button", { name: "閉じる", exact: true }).click();
  await expect(header).toHaveCSS("background-color", "rgb(0, 0, 0)");
  await expect(logo).toBeVisible();
});

test("who chooses English keeps what was typed, reads the bank's notices and has both mails in one", async ({
  start,
  profile,
}) => {
  const { page } = await start({ env: await mizuumi(profile) });
  const entry = await openIssue(page, taro);
  await entry.enter(mailAddress, startPassword);
  const confirmation = new IssueConfirmation(page);
  await confirmation.shown();
  await confirmation.type("確認用パスワード", taro.confirmationPassword);
  await page.getByRole("button", { name: "文字の大きさ・言語" }).click();
  await page.getByRole("radio", { name: "English", exact: true }).click();
  await page.getByRole("button", { name: word("choices", "close"), exact: true }).click();

  await page
    .getByRole("button", { name: word("issueConfirmation", "action"), exact: true })
    .click();
  await page.getByRole("button", { name: word("common", "toSelection"), exact: true }).click();
  const selection = page.locator('main[data-screen-id="BOP001"]');
  await expect(selection).toContainText("A request from Mizuumi Shinkin Bank");
  await expect(selection).toContainText("on weekdays from 9:00 to 15:00");

  await expect.poll(async () => (await spooledMails(profile)).length).toBe(1);
  const [raw] = await spooledMails(profile);
  const mail = await simpleParser(raw ?? "");
  expect(mail.subject).toBe(
    "Mizuumi Shinkin Bank: your token / 【みずうみ信用金庫】トークンの発行",
  );
  const [theirs = "", japanese = ""] = (mail.text ?? "").split(/\n+―+\n+/);
  expect(theirs).toContain("999800000001");
  expect(theirs).not.toContain("トークン");
  expect(japanese).toContain("みずうみ信用金庫です。トークンを発行しました。");

  await page.getByRole("button", { name: word("header", "signOut"), exact: true }).click();
  await expect(page.getByRole("button", { name: "はじめる", exact: true })).toBeVisible();
});

test("colours that can't be read end the kiosk at its start, with pair and ratio", async ({
  profile,
}) => {
  const env = await mizuumi(profile);
  const file = path.join(profile.root, "mizuumi/bank.yaml");
  const stated = await readFile(file, "utf8");
  await writeFile(file, stated.replace("#0b5d4e", "#88bbee"));
  const { executablePath, args } = await runtimeCommand(projectRoot);
  const ended = await run(executablePath, args, {
    env: { ...profile.env, ...env },
    timeout: 120_000,
  }).then(
    () => ({ code: 0, stderr: "" }),
    (error: unknown) => error as { code: number; stderr: string },
  );
  expect(ended.code).toBe(78);
  expect(ended.stderr).toContain(
    `${file}: bank.colours gives white #ffffff on primary #88bbee a contrast of 2, at least 4.5 is needed`,
  );
  await expect(stat(path.join(profile.dataDir, "registry.sqlite"))).rejects.toThrow("ENOENT");
});
