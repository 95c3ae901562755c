import { expect, test } from "./one-app.ts";

test("a request reaches the app's handler whole, and its answer the page", async ({ page }) => {
  const answer = await page.evaluate(async () => {
    const response = await fetch("/echo?q=1", {
      method: "POST",
      headers: { "X-Test": "yes" },
      body: "日本語",
    });
    return [response.status, response.headers.get("x-answer"), await response.json()] as const;
  });
  const url = "app://fixture/echo?q=1";
  const request = { url, method: "POST", header: "yes", origin: "app://fixture", body: "日本語" };
  expect(answer).toEqual([201, "yes", request]);
});

test("the page has an origin of its own in a secure context", async ({ page }) => {
  const facts = await page.evaluate(() => [
    isSecureContext,
    location.pathname,
    origin === location.origin,
    typeof crypto.subtle,
  ]);
  expect(facts).toEqual([true, "/index.html", true, "object"]);
});

test("a failing handler is a failed request", async ({ page }) => {
  expect(
    await page.evaluate(() =>
      fetch("/throw").then(
        () => "answered",
        () => "failed",
      ),
    ),
  ).toBe("failed");
});

test("loadURL resolves with the page and rejects with Electron's error", async ({ app, page }) => {
  const results = await app.evaluate(async ({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows();
    await window?.loadURL("app://fixture/other.html");
    const url = window?.webContents.getURL();
    const failure: unknown = await window
      ?.loadURL("app://fixture/throw")
      .catch((error: unknown) => error);
    const { code, url: failed, message } = failure as Error & { code: string; url: string };
    return { url, code, failed, message };
  });
  expect(results.url).toBe("app://fixture/other.html");
  expect(results.code).toMatch(/^ERR_/);
  expect(results.failed).toBe("app://fixture/throw");
  expect(results.message).toMatch(/^ERR_\w+ \(-\d+\) loading 'app:\/\/fixture\/throw'$/);
  await expect(page.locator("main")).toHaveCount(0);
});

test("a content security policy of the app's holds, and may name its scheme", async ({
  app,
  page,
}) => {
  await app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.loadURL("app://fixture/strict"),
  );
  await page.waitForURL(/strict$/);
  const ran = await page.evaluate(() => ["external", "inline"].filter((name) => name in window));
  expect(ran).toEqual(["external"]);
});

test("schemes are registered before the app is ready, handlers once", async ({ app, page }) => {
  await page.title();
  const messages = await app.evaluate(({ protocol }) => {
    const attempt = (act: () => void) => {
      try {
        act();
        return "done";
      } catch (error) {
        return String(error);
      }
    };
    return [
      protocol.isProtocolHandled("app"),
      attempt(() => {
        protocol.registerSchemesAsPrivileged([]);
      }),
      attempt(() => {
        protocol.handle("app", () => new Response());
      }),
    ];
  });
  expect(messages[0]).toBe(true);
  expect(messages[1]).toContain("before app is ready");
  expect(messages[2]).toContain("Failed to register protocol");
});
