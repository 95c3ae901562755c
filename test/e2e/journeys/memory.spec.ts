import type { ElectronApplication, Page } from "@playwright/test";
import { taro } from "../customers.ts";
import { expect, test } from "../fixtures.ts";
import { codeOn } from "../phone.ts";
import { configured } from "../profile.ts";
import { CustomerSearch, StaffRelease } from "../screens/customers.ts";
import { Selection } from "../screens/selection.ts";
import { Attract, SignIn, SignInCode, Top, signInUntilCode } from "../screens/sign-in.ts";
import { signInStaff } from "../screens/staff.ts";
import { ReleaseEntry } from "../screens/start-and-release.ts";
import { nihonmatsu, shirakawa } from "../staff.ts";
import { issue, setUpPhone, start as startToken, startPassword } from "../ways.ts";

/** Every string of the page's memory, as a heap snapshot writes them down (of a long one, the first 1,024 characters). */
async function memoryOf(page: Page): Promise<string> {
  const session = await page.context().newCDPSession(page);
  const parts: string[] = [];
  session.on("HeapProfiler.addHeapSnapshotChunk", ({ chunk }) => parts.push(chunk));
  await session.send("HeapProfiler.collectGarbage");
  await session.send("HeapProfiler.takeHeapSnapshot", { reportProgress: false });
  await session.detach();
  const snapshot = parts.join("");
  return snapshot.slice(snapshot.lastIndexOf('"strings":['));
}

/** Which of `secrets` the page still knows, by their names. Six digits also turn up by chance, within longer numbers. */
async function rememberedBy(page: Page, secrets: Record<string, string>): Promise<string[]> {
  const memory = await memoryOf(page);
  const isKnown = (secret: string) =>
    /^[0-9]+$/.test(secret)
      ? new RegExp(`(?<![0-9A-Za-z.])${secret}(?![0-9A-Za-z])`).test(memory)
      : memory.includes(secret);
  return Object.keys(secrets).filter((name) => isKnown(secrets[name] ?? ""));
}

/** A snapshot stops the page for seconds, and a page that stands still would be replaced: it is no longer asked. */
async function letStand(app: ElectronApplication): Promise<void> {
  await app.evaluate(({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents;
    if (contents) contents.executeJavaScript = () => Promise.resolve(true);
  });
}

test("passwords and the set-up code leave the page's memory with their screens @own", async ({
  start,
  profile,
}) => {
  test.slow(); // four snapshots, and every character is a touch
  const kiosk = await start({ env: await configured(profile, { setupCode: { seconds: 10 } }) });
  const { app, page } = kiosk;
  await letStand(app);
  const passwords = {
    loginPassword: taro.loginPassword,
    confirmationPassword: taro.confirmationPassword,
    startPassword,
  };
  const form = new SignIn(page);
  await new Attract(page).begin();
  await form.type("ログインパスワード", taro.loginPassword);
  await form.button("戻る").click();
  await new Attract(page).shown();
  expect(await rememberedBy(page, passwords)).toEqual([]);

  const done = await issue(kiosk, taro);
  await done.button("アプリ設定用QRコードを表示する").click();
  await done.type("利用開始パスワード", startPassword);
  // Were the search blind, it would miss what is in a field or on the screen.
  expect(await rememberedBy(page, passwords)).toEqual(["startPassword"]);
  await done.button("QRコードを表示する").click();
  await done.qr.waitFor();

  const grouped = (await done.key.textContent()) ?? "";
  const key = grouped.replaceAll(" ", "");
  expect(key).toMatch(/^[A-Z2-7]{32}$/);
  const drawing = (await done.qr.locator("path").getAttribute("d"))?.slice(0, 200) ?? "";
  const code = { key, grouped, drawing };
  expect(await rememberedBy(page, { ...code, ...passwords })).toEqual(["grouped", "drawing"]);
  await expect(done.qr).toBeHidden();
  expect(await rememberedBy(page, { ...code, ...passwords })).toEqual([]);
});

test("codes and PINs leave it, too", async ({ kiosk, profile }) => {
  test.slow(); // as above
  const { app, page } = kiosk;
  await letStand(app);
  const enrolment = await setUpPhone(await issue(kiosk, taro), profile);
  const [startCode, signInCode, releaseCode] = await Promise.all(
    [-1, 0, 1].map((steps) => codeOn(enrolment, kiosk, { steps })),
  );
  const secrets = {
    ...{ startCode: startCode ?? "", signInCode: signInCode ?? "", releaseCode: releaseCode ?? "" },
    ...{ confirmationPassword: taro.confirmationPassword },
    ...{ staffPin: nihonmatsu.pin, approverPin: shirakawa.pin },
  };
  await startToken(kiosk, enrolment);
  await new Selection(page).button("ログアウト").click();

  await signInUntilCode(page, taro);
  const proof = new SignInCode(page);
  await proof.type("ワンタイムパスワード", secrets.signInCode);
  expect(await rememberedBy(page, secrets)).toEqual(["signInCode"]);
  await proof.button("ログイン").click();
  await new Top(page).shown();
  const selection = new Selection(page);
  await selection.open();
  await selection.release.click();
  const entry = new ReleaseEntry(page);
  await entry.type("確認用パスワード", secrets.confirmationPassword);
  await entry.type("ワンタイムパスワード", secrets.releaseCode);
  await entry.button("申込を中止する").click();
  await selection.shown();
  expect(await rememberedBy(page, secrets)).toEqual([]);
  await selection.button("ログアウト").click();

  await (await signInStaff(page, nihonmatsu)).button("お客さま検索").click();
  const search = new CustomerSearch(page);
  await search.findAsTyped("福島");
  await (await search.choose(taro.name)).button("コードなしで利用解除する").click();
  const release = new StaffRelease(page);
  await release.state("紛失", "在留カード", "78cd");
  await release.clear("承認者の係員番号");
  await release.type("承認者の係員番号", shirakawa.staffId);
  await release.type("承認者の暗証番号", secrets.approverPin);
  expect(await rememberedBy(page, secrets)).toEqual(["approverPin"]);
  await release.button("承認して解除する").click();
  await release.button("お客さま情報へ").waitFor();
  expect(await rememberedBy(page, secrets)).toEqual([]);
});
