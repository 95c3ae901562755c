import type { ElectronApplication } from "@playwright/test";
import { expect, test } from "./one-app.ts";

/** Loads in the app's window; the outcome, or the error as loadURL rejects with it. */
const load = (app: ElectronApplication, ...urls: string[]) =>
  app.evaluate(async ({ BrowserWindow }, addresses) => {
    const [window] = BrowserWindow.getAllWindows();
    const outcomes = await Promise.allSettled(addresses.map(async (url) => window?.loadURL(url)));
    return outcomes.map((outcome) => {
      if (outcome.status === "fulfilled") return "loaded";
      const { code, errno, url, message } = outcome.reason as Record<string, unknown>;
      return { code, errno, url, message };
    });
  }, urls);

const failure = (code: string, errno: number, url: string) => ({
  ...{ code, errno, url },
  message: `${code} (${errno}) loading '${url}'`,
});

// lib/browser/api/web-contents.ts, _awaitNextLoad; spec/api-web-contents-spec.ts, "loadURL() promise API".
test("a load that another one overtakes is aborted, by the other's address", async ({
  app,
  page,
}) => {
  await page.title();
  const next = "app://fixture/other.html";
  const outcomes = await load(app, "app://fixture/never", next);
  expect(outcomes).toEqual([failure("ERR_ABORTED", -3, next), "loaded"]);
});

test("an address that is none, and one that is refused, reject with Chromium's code", async ({
  app,
  page,
}) => {
  await page.title();
  expect(await load(app, "not an address")).toEqual([
    failure("ERR_INVALID_URL", -300, "not an address"),
  ]);
  await app.evaluate(({ session }) => {
    session.defaultSession.webRequest.onBeforeRequest((details, answer) => {
      answer({ cancel: details.url.endsWith("/other.html") });
    });
  });
  expect(await load(app, "app://fixture/other.html")).toEqual([
    failure("ERR_BLOCKED_BY_CLIENT", -20, "app://fixture/other.html"),
  ]);
});

test("a load fails with the window that is destroyed", async ({ app, page }) => {
  await page.title();
  const outcome = await app.evaluate(async ({ app, BrowserWindow }) => {
    app.on("window-all-closed", () => undefined);
    const [window] = BrowserWindow.getAllWindows();
    const loaded = window?.loadURL("app://fixture/never").catch((error: unknown) => String(error));
    await new Promise((done) => setTimeout(done, 200));
    window?.destroy();
    return loaded;
  });
  expect(outcome).toBe("Error: ERR_FAILED (-2) loading 'app://fixture/never'");
});

// The same file, waitTillCanExecuteJavaScript: not before the first load, nor while the main frame loads.
test("executeJavaScript waits for the end of a load", async ({ app, page }) => {
  await page.title();
  const facts = await app.evaluate(async ({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents;
    const soon = async (answer: Promise<unknown> | undefined) =>
      Promise.race([answer, new Promise((done) => setTimeout(done, 1500, "waits"))]);
    // Its picture never comes, so that the load has no end though the page is there.
    void contents?.loadURL("app://fixture/picture").catch(() => undefined);
    await new Promise<void>((done) =>
      contents?.once("dom-ready", () => {
        done();
      }),
    );
    const loading = [contents?.isLoading(), contents?.isLoadingMainFrame()];
    const early = contents?.executeJavaScript("document.title");
    const before = await soon(early);
    contents?.stop();
    return [loading, before, await soon(early), contents?.isLoadingMainFrame()];
  });
  expect(facts).toEqual([[true, true], "waits", "Slow", false]);
});

test("executeJavaScript waits for a window's first load", async ({ app, page }) => {
  await page.title();
  const facts = await app.evaluate(async ({ BrowserWindow }) => {
    const { webContents } = new BrowserWindow({ show: false, webPreferences: { sandbox: true } });
    const answer: Promise<unknown> = webContents.executeJavaScript("document.title");
    const before = await Promise.race([
      answer,
      new Promise((done) => setTimeout(done, 700, "waits")),
    ]);
    await webContents.loadURL("app://fixture/other.html");
    return [before, await answer];
  });
  expect(facts).toEqual(["waits", "Other"]);
});
