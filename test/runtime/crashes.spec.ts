import type { ElectronApplication } from "@playwright/test";
import { expect, test } from "./launch.ts";
import { test as onSharedApp } from "./one-app.ts";

type Details = Electron.RenderProcessGoneDetails;

/** Ends the page's process by `how`, a script of the main process with `contents`, and tells how it is gone. */
const endedBy = (app: ElectronApplication, how: string) =>
  app.evaluate(async ({ app: electron, BrowserWindow }, code) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents;
    const gone = new Promise<Details>((done) =>
      contents?.once("render-process-gone", (_event, details) => {
        done(details);
      }),
    );
    const goneOfApp = new Promise((done) => electron.once("render-process-gone", done));
    // eslint-disable-next-line @typescript-eslint/no-implied-eval, @typescript-eslint/no-unsafe-call -- A function can't be passed to the app's process.
    new Function("contents", code)(contents);
    await goneOfApp;
    return gone;
  }, how);

// docs/api/structures/render-process-gone-details.md; base/process/kill_posix.cc.
const ways: readonly [string, string, string, RegExp][] = [
  ["SIGKILL", "process.kill(contents.getOSProcessId(), 'SIGKILL')", "killed", /^9$/],
  ["SIGTERM", "process.kill(contents.getOSProcessId(), 'SIGTERM')", "killed", /^15$/],
  ["forcefullyCrashRenderer", "contents.forcefullyCrashRenderer()", "crashed", /^(4|5|133)$/],
  ["SIGABRT", "process.kill(contents.getOSProcessId(), 'SIGABRT')", "crashed", /^6$/],
];
for (const [name, how, reason, exitCode] of ways) {
  onSharedApp(`a page whose process ends by ${name} is "${reason}"`, async ({ app, page }) => {
    await page.title();
    const details = await endedBy(app, how);
    expect(details.reason).toBe(reason);
    expect(String(details.exitCode)).toMatch(exitCode);
  });
}

// docs/api/web-contents.md, getOSProcessId, and web-frame-main.md, osProcessId.
test("the process of a page is known, also while the page hangs in its load", async ({
  app,
  page,
}) => {
  await page.title();
  const ids = await app.evaluate(async ({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents;
    const first = contents?.getOSProcessId();
    await contents?.loadURL("app://fixture/other.html");
    const committed = new Promise((done) => contents?.once("did-navigate", done));
    void contents?.loadURL("app://fixture/hanging").catch(() => undefined);
    await committed;
    const deadline = Date.now() + 20_000;
    while (contents?.getOSProcessId() === 0 && Date.now() < deadline) {
      await new Promise((done) => setTimeout(done, 50));
    }
    return [first, contents?.getOSProcessId(), contents?.mainFrame.osProcessId];
  });
  for (const id of ids) expect(id).toBeGreaterThan(1);
  expect(ids[1]).toBe(ids[2]);
  expect(await endedBy(app, "process.kill(contents.getOSProcessId(), 'SIGKILL')")).toMatchObject({
    reason: "killed",
  });
});

// shell/browser/api/electron_api_web_contents.cc, ForcefullyCrashRenderer: a message to the process's IO thread, which
// needs neither the page nor the end of a navigation.
test("a page is crashed while it goes elsewhere, and can be loaded anew", async ({ app, page }) => {
  await page.title();
  await app.evaluate(({ BrowserWindow }) => {
    void BrowserWindow.getAllWindows()[0]
      ?.loadURL("app://fixture/never")
      .catch(() => undefined);
  });
  expect(await endedBy(app, "contents.forcefullyCrashRenderer()")).toMatchObject({
    reason: "crashed",
  });
  const answer: unknown = await app.evaluate(async ({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents;
    await contents?.loadURL("app://fixture/index.html");
    return (await contents?.executeJavaScript("bridge.invoke('echo', 1)")) as unknown;
  });
  expect(answer).toEqual([1]);
});

test("a page that hangs in its load is crashed", async ({ app, page }) => {
  await page.title();
  const committed = app.evaluate(async ({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents;
    const navigated = new Promise((done) => contents?.once("did-navigate", done));
    void contents?.loadURL("app://fixture/hanging").catch(() => undefined);
    await navigated;
  });
  await committed;
  expect(await endedBy(app, "contents.forcefullyCrashRenderer()")).toMatchObject({
    reason: "crashed",
  });
});
