import type { ElectronApplication, Page } from "@playwright/test";
import { expect, seen, test } from "./one-app.ts";

/** Answers every question of a page's with `isGranted`, and records its name. */
async function answerAll(app: ElectronApplication, isGranted: boolean): Promise<void> {
  await app.evaluate(({ session }, answerOfAll) => {
    const { seen } = globalThis as unknown as { seen: unknown[][] };
    session.defaultSession.setPermissionRequestHandler((_contents, permission, answer) => {
      seen.push(["> request", permission]);
      answer(answerOfAll);
    });
    session.defaultSession.setPermissionCheckHandler((_contents, permission) => {
      seen.push(["> check", permission]);
      return answerOfAll;
    });
  }, isGranted);
}

/**
 * What a page gets for a call: its value as text, the name of its error, or "nothing" when it waits in vain, long where
 * an answer has to come.
 */
const attempt = (page: Page, call: string, patienceMs = 30_000) =>
  page.evaluate<string>(
    `Promise.race([
      (async () => ${call})().then((value) => "given " + value, (error) => "refused " + error.name),
      new Promise((done) => setTimeout(done, ${patienceMs}, "nothing")),
    ])`,
  );

// The names: shell/common/gin_converters/content_converter.cc. Who asks: shell/browser/electron_permission_manager.cc,
// web_contents_permission_helper.cc and electron_api_web_contents.cc.
const wishes: readonly [permission: string, call: string, refused: RegExp][] = [
  ["fullscreen", "document.querySelector('main').requestFullscreen()", /^(nothing|refused)/],
  ["pointerLock", "document.querySelector('main').requestPointerLock()", /^refused/],
  ["keyboardLock", "navigator.keyboard.lock()", /^(nothing|refused)/],
  ["screen-wake-lock", "navigator.wakeLock.request('screen')", /^refused NotAllowedError/],
  ["persistent-storage", "navigator.storage.persist()", /^given false/],
  [
    "sensors",
    `new Promise((done, fail) => {
      const sensor = new Accelerometer();
      sensor.onreading = done;
      sensor.onerror = (event) => fail(event.error);
      sensor.start();
    })`,
    /^refused NotAllowedError/,
  ],
  ["notifications", "Notification.requestPermission()", /^given denied/],
  ["idle-detection", "IdleDetector.requestPermission()", /^given denied/],
  ["midi", "navigator.requestMIDIAccess()", /^refused/],
  ["midiSysex", "navigator.requestMIDIAccess({ sysex: true })", /^refused/],
  ["clipboard-read", "navigator.clipboard.readText()", /^refused NotAllowedError/],
  ["window-management", "getScreenDetails()", /^refused NotAllowedError/],
  ["local-fonts", "queryLocalFonts().then((fonts) => fonts.length)", /^(given 0|refused)/],
  ["media", "navigator.mediaDevices.getUserMedia({ audio: true })", /^refused/],
  [
    "geolocation",
    "new Promise((done, fail) => navigator.geolocation.getCurrentPosition(done, () => fail(new Error())))",
    /^refused/,
  ],
];
for (const [permission, call, refused] of wishes) {
  test(`${permission} is asked for and refused`, async ({ app, page }) => {
    await answerAll(app, false);
    await page.reload();
    await page.locator("main").click();
    const patienceMs = refused.test("nothing") ? 2_000 : undefined;
    expect(await attempt(page, call, patienceMs)).toMatch(refused);
    expect((await seen(app)).filter((line) => line.endsWith(` ${permission}`))).not.toEqual([]);
    expect(
      await page.evaluate(() => document.fullscreenElement ?? document.pointerLockElement),
    ).toBe(null);
  });
}

// docs/api/session.md, select-hid-device and its like: without a handler nothing is chosen.
for (const [permission, call] of [
  ["hid", "navigator.hid.requestDevice({ filters: [] }).then((found) => found.length)"],
  ["serial", "navigator.serial.requestPort()"],
  ["usb", "navigator.usb.requestDevice({ filters: [] })"],
] as const) {
  test(`${permission} is checked and no device is given`, async ({ app, page }) => {
    await answerAll(app, false);
    await page.reload();
    await page.locator("main").click();
    expect(await attempt(page, call)).toMatch(/^(given 0|refused)/);
    expect(await seen(app)).toContain(`> check ${permission}`);
  });
}

// ElectronPermissionManager::RequestPermissionsWithDetails: without a handler everything is granted.
test("without handlers a page gets what it asks for", async ({ page }) => {
  await page.reload();
  await page.locator("main").click();
  expect(await attempt(page, "document.querySelector('main').requestFullscreen()")).toBe(
    "given undefined",
  );
  await page.evaluate(() => document.exitFullscreen());
  expect(await attempt(page, "Notification.requestPermission()")).toBe("given granted");
});
