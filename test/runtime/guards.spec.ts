import type { ElectronApplication, Page } from "@playwright/test";
import { expect, seen, test } from "./one-app.ts";

/** Refuses every navigation and window, as the kiosk does, and records what was asked for. */
async function guard(app: ElectronApplication): Promise<void> {
  await app.evaluate(({ BrowserWindow }) => {
    const { seen } = globalThis as unknown as { seen: unknown[][] };
    const contents = BrowserWindow.getAllWindows()[0]?.webContents;
    contents?.on("will-navigate", (event) => {
      seen.push(["will-navigate", event.url]);
      event.preventDefault();
    });
    contents?.setWindowOpenHandler(({ url }) => {
      seen.push(["open", url]);
      return { action: "deny" };
    });
  });
}

const asked = async (app: ElectronApplication, what: string) =>
  (await seen(app)).filter((line) => line.startsWith(what));

/** Long enough for a navigation or a request that should not happen. */
const settle = (page: Page) => page.waitForTimeout(300);

test.describe("navigation", () => {
  const ways: [string, string, (page: Page, outside: string) => Promise<unknown>][] = [
    ["a link", "app://fixture/other.html", (page) => page.click("#link")],
    [
      "a script",
      "OUTSIDE/away",
      (page, outside) => page.evaluate((url) => void (location.href = `${url}/away`), outside),
    ],
    ["a form", "app://fixture/echo", (page) => page.click("#form button")],
    [
      "a reload of its own",
      "app://fixture/index.html",
      (page) =>
        page.evaluate(() => {
          location.reload();
        }),
    ],
    [
      "a blob",
      "blob:app://fixture/",
      (page) =>
        page.evaluate(
          () => void (location.href = URL.createObjectURL(new Blob(["x"], { type: "text/html" }))),
        ),
    ],
    ["a mail link", "mailto:nobody@example.com", (page) => page.click("#mail")],
  ];
  for (const [name, url, go] of ways) {
    test(`by ${name} is asked about and held back`, async ({ app, page, outside }) => {
      await guard(app);
      await page.evaluate(() => Object.assign(window, { stays: true }));
      await go(page, outside.url);
      await expect.poll(() => asked(app, "will-navigate")).toHaveLength(1);
      expect((await asked(app, "will-navigate"))[0]).toContain(
        `will-navigate ${url.replace("OUTSIDE", outside.url)}`,
      );
      await settle(page);
      expect(await page.evaluate(() => "stays" in window)).toBe(true);
      expect(outside.asked).toEqual([]);
    });
  }

  test("that nobody refuses goes on", async ({ page }) => {
    await page.click("#link");
    await expect(page).toHaveTitle("Other");
    await page.goBack();
    await expect(page).toHaveTitle("Fixture");
  });

  test("of the app's own is not asked about, nor is a change of the fragment", async ({
    app,
    page,
  }) => {
    await guard(app);
    await page.evaluate(() => {
      location.hash = "there";
      history.pushState(null, "", "/index.html?pushed");
    });
    await app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]?.loadURL("app://fixture/other.html"),
    );
    await expect(page).toHaveTitle("Other");
    await page.reload();
    await expect(page).toHaveTitle("Other");
    expect(await asked(app, "will-navigate")).toEqual([]);
  });

  test("of a frame in the page is asked about and held back", async ({ app, page, outside }) => {
    await app.evaluate(({ BrowserWindow }) => {
      const { seen } = globalThis as unknown as { seen: unknown[][] };
      BrowserWindow.getAllWindows()[0]?.webContents.on("will-frame-navigate", (event) => {
        seen.push(["will-frame-navigate", event.url, event.isMainFrame]);
        event.preventDefault();
      });
    });
    await page.evaluate((url) => {
      document.querySelector("iframe")?.setAttribute("src", url);
    }, `${outside.url}/frame`);
    const line = `will-frame-navigate ${outside.url}/frame false`;
    await expect.poll(() => asked(app, "will-frame-navigate")).toEqual([line]);
    await settle(page);
    expect(outside.asked).toEqual([]);
  });

  test("can be stopped at a redirect", async ({ app, page }) => {
    await app.evaluate(({ BrowserWindow }) => {
      const { seen } = globalThis as unknown as { seen: unknown[][] };
      BrowserWindow.getAllWindows()[0]?.webContents.on("will-redirect", (event) => {
        seen.push(["will-redirect", event.url]);
        event.preventDefault();
      });
    });
    await page.evaluate(() => void (location.href = "/redirect"));
    await expect
      .poll(() => asked(app, "will-redirect"))
      .toEqual(["will-redirect app://fixture/other.html"]);
    await settle(page);
    await expect(page).toHaveTitle("Fixture");
  });
});

test.describe("a new window", () => {
  const ways: [string, (page: Page) => Promise<unknown>][] = [
    ["a link", (page) => page.click("#blank")],
    ["a click with Control", (page) => page.click("#link", { modifiers: ["Control"] })],
    ["a click with Shift", (page) => page.click("#link", { modifiers: ["Shift"] })],
    ["a form", (page) => page.click("#blank-form button")],
  ];
  for (const [name, open] of ways) {
    test(`by ${name} is asked about and denied`, async ({ app, page }) => {
      await guard(app);
      await open(page);
      await expect.poll(() => asked(app, "open")).toHaveLength(1);
      expect((await asked(app, "open"))[0]).toContain("open app://fixture/other.html");
      await settle(page);
      expect(app.windows()).toHaveLength(1);
      expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(
        1,
      );
    });
  }

  test("by a script is denied with null, at once", async ({ app, page, outside }) => {
    await guard(app);
    const result = await page.evaluate(
      (url) => window.open(`${url}/opened`, "name") === null,
      outside.url,
    );
    expect(result).toBe(true);
    await expect.poll(() => asked(app, "open")).toEqual([`open ${outside.url}/opened`]);
    await settle(page);
    expect(outside.asked).toEqual([]);
  });
});
