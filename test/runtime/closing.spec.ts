import type { ElectronApplication, Page } from "@playwright/test";
import { once } from "node:events";
import { test as onOwnApp } from "./launch.ts";
import { expect, seen, test } from "./one-app.ts";

/** Keeps the app alive without its window, and the page open if it can. */
async function hold(app: ElectronApplication, page?: Page): Promise<void> {
  await app.evaluate(({ app, BrowserWindow }) => {
    const { seen } = globalThis as unknown as { seen: unknown[][] };
    app.on("window-all-closed", () => seen.push(["> all closed"]));
    const [window] = BrowserWindow.getAllWindows();
    window?.on("close", () => seen.push(["> close"]));
    window?.on("closed", () => seen.push(["> closed"]));
    window?.webContents.on("will-prevent-unload", () => seen.push(["> will-prevent-unload"]));
  });
  // Without a listener Playwright itself lets the page go.
  page?.on("dialog", () => undefined);
  await page?.evaluate(() => {
    addEventListener("beforeunload", (event) => {
      event.preventDefault();
    });
  });
}

const told = async (app: ElectronApplication) =>
  (await seen(app)).filter((line) => line.startsWith("> ")).map((line) => line.slice(2));

const closeWindow = (app: ElectronApplication) =>
  app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());

/** The page closes itself; its answer may never come. */
const closeByPage = (page: Page) => page.evaluate("void setTimeout(() => window.close())");

// lib/renderer/window-setup.ts leaves a sandboxed page's window.close to Chromium, which may close any window
// (shell/browser/electron_browser_client.cc, allow_scripts_to_close_windows); then WebContents::CloseContents destroys
// it. The window's "close" is not emitted: github.com/electron/electron/issues/28215.
test("a sandboxed page closes its window, and nobody is asked", async ({ app, page }) => {
  await app.evaluate(({ BrowserWindow }) => {
    BrowserWindow.getAllWindows()[0]?.on("close", (event) => {
      event.preventDefault();
    });
  });
  await hold(app);
  await closeByPage(page);
  await expect.poll(() => told(app)).toEqual(["closed", "all closed"]);
});

// docs/api/browser-window.md, "close": before the beforeunload of the DOM, whose non-void value silently cancels.
test("beforeunload keeps a window open after close, and calls a quit off", async ({
  app,
  page,
}) => {
  await hold(app, page);
  await closeWindow(app);
  await expect.poll(() => told(app)).toEqual(["close", "will-prevent-unload"]);
  await app.evaluate(({ app }) => {
    app.quit();
  });
  await expect.poll(async () => (await told(app)).length).toBe(4);
  await expect(page).toHaveTitle("Fixture");
  // docs/api/app.md: the next one asks anew.
  await app.evaluate(({ app }) => {
    app.quit();
  });
  await expect.poll(async () => (await told(app)).length).toBe(6);
});

// docs/api/web-contents.md, "will-prevent-unload": preventDefault ignores the handler.
test("will-prevent-unload overrules beforeunload", async ({ app, page }) => {
  await hold(app, page);
  await app.evaluate(({ BrowserWindow }) => {
    BrowserWindow.getAllWindows()[0]?.webContents.on("will-prevent-unload", (event) => {
      event.preventDefault();
    });
  });
  await closeWindow(app);
  const events = ["close", "will-prevent-unload", "closed", "all closed"];
  await expect.poll(() => told(app)).toEqual(events);
});

// docs/api/browser-window.md, win.destroy(): neither close nor beforeunload.
test("destroy asks nobody", async ({ app, page }) => {
  await hold(app, page);
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.destroy());
  await expect.poll(() => told(app)).toEqual(["closed", "all closed"]);
});

// docs/api/app.md, app.exit; shell/browser/browser.cc, ExitWithCode: the windows are destroyed, then "quit".
onOwnApp("app.exit ends with its code over open windows and asks nobody", async ({ app, page }) => {
  await hold(app, page);
  const child = app.process();
  let output = "";
  child.stdout?.on("data", (chunk: Buffer) => (output += String(chunk)));
  const ended = once(child, "exit");
  await app
    .evaluate(({ app, BrowserWindow }) => {
      const { seen } = globalThis as unknown as { seen: { push: (what: unknown[]) => void } };
      seen.push = (what) => {
        console.log(what.join(" "));
      };
      void BrowserWindow.getAllWindows()[0]?.loadURL("app://fixture/never");
      app.exit(75);
    })
    .catch(() => undefined);
  expect(await ended).toEqual([75, null]);
  const events = output
    .split("\n")
    .filter((line) => /^(> )?(close|all|before|will|quit)/.test(line));
  expect(events).toEqual(["closed", "> closed", "quit"]);
});
