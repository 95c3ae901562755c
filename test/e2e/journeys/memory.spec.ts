import type { Page } from "@playwright/test";
import { writeFile } from "node:fs/promises";
import path from "node:path";
import { taro } from "../customers.ts";
import { expect, test } from "../fixtures.ts";
import { Attract, SignIn } from "../screens/sign-in.ts";
import { issue, startPassword } from "../ways.ts";

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

/** Which of `secrets` the page still knows, by their names. */
async function rememberedBy(page: Page, secrets: Record<string, string>): Promise<string[]> {
  const memory = await memoryOf(page);
  return Object.keys(secrets).filter((name) => memory.includes(secrets[name] ?? ""));
}

test("passwords and the set-up code leave the page's memory with their screens", async ({
  start,
  profile,
}) => {
  test.slow(); // four snapshots, and every character is a touch
  const file = path.join(profile.root, "config.yaml");
  await writeFile(file, "demo: true\nsetupCode:\n  seconds: 10\n");
  const kiosk = await start({ env: { KIOSK_CONFIG: file } });
  const { app, page } = kiosk;
  // A snapshot stops the page for seconds, and a page that stands still would be replaced: it is no longer asked.
  await app.evaluate(({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents;
    if (contents) contents.executeJavaScript = () => Promise.resolve(0);
  });
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
  await done.button("アプリ設定用QRコードを表示する").click();
  await done.qr.waitFor();

  const grouped = (await done.key.textContent()) ?? "";
  const key = grouped.replaceAll(" ", "");
  expect(key).toMatch(/^[A-Z2-7]{32}$/);
  const drawing = (await done.qr.locator("path").getAttribute("d"))?.slice(0, 200) ?? "";
  const code = { key, grouped, drawing };
  expect(await rememberedBy(page, { ...code, ...passwords })).toEqual(["grouped", "drawing"]);
  await expect(done.qr).toBeHidden({ timeout: 15_000 });
  expect(await rememberedBy(page, { ...code, ...passwords })).toEqual([]);
});
