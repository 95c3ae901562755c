import type { ElectronApplication, Page } from "@playwright/test";
import { expect, seen, test } from "./one-app.ts";

/** Records the page's events of navigation and prevents what can be prevented. */
async function watch(app: ElectronApplication, prevents = true): Promise<void> {
  await app.evaluate(({ BrowserWindow }, isPreventing) => {
    const { seen } = globalThis as unknown as { seen: unknown[][] };
    const contents = BrowserWindow.getAllWindows()[0]?.webContents;
    contents?.on("did-navigate", (_event, url) => seen.push(["> did-navigate", url]));
    contents?.on("did-navigate-in-page", (_event, url) => seen.push(["> in-page", url]));
    contents?.on("did-start-navigation", (event) => {
      if (event.isMainFrame) seen.push(["> start", event.url, event.isSameDocument]);
    });
    contents?.on("did-finish-load", () => seen.push(["> finish"]));
    contents?.on("did-stop-loading", () => seen.push(["> stop"]));
    contents?.on("will-navigate", (event) => {
      seen.push(["> will-navigate", event.url]);
      if (isPreventing) event.preventDefault();
    });
    contents?.on("will-frame-navigate", (event) => {
      if (!event.isMainFrame) seen.push(["> will-frame-navigate", event.url]);
      if (isPreventing) event.preventDefault();
    });
  }, prevents);
}

const told = async (app: ElectronApplication) =>
  (await seen(app)).filter((line) => line.startsWith("> ")).map((line) => line.slice(2));

/** Long enough for a navigation that should not happen. */
const settle = (page: Page) => page.waitForTimeout(300);

/** Runs a script of the page that may end the document it runs in. */
const run = (page: Page, script: string) =>
  page.evaluate<undefined>(`void setTimeout(() => { ${script} })`);

// content/browser/renderer_host/navigation_request.cc: about:blank and about:srcdoc need no URL loader, so that
// shell/browser/electron_navigation_throttle.cc is never asked.
for (const address of ["about:blank", "about:blank?query#fragment"]) {
  test(`a page goes to ${address} unasked, and the app is told`, async ({ app, page }) => {
    await watch(app);
    await run(page, `location.href = "${address}"`);
    const events = [`start ${address} false`, `did-navigate ${address}`, "finish", "stop"];
    await expect.poll(() => told(app)).toEqual(events);
    const url = await app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]?.webContents.getURL(),
    );
    expect(url).toBe(address);
  });
}

test("a frame goes to about:srcdoc and about:blank unasked", async ({ app, page }) => {
  await watch(app);
  const texts = await page.evaluate(async () => {
    const add = (attribute: string, value: string) =>
      new Promise<string>((done) => {
        const frame = document.createElement("iframe");
        frame.setAttribute(attribute, value);
        frame.onload = () => {
          done(String(frame.contentDocument?.body.textContent));
        };
        document.body.append(frame);
      });
    return [await add("srcdoc", "<p>inside"), await add("src", "about:blank")];
  });
  expect(texts).toEqual(["inside", ""]);
  expect((await told(app)).filter((line) => line.startsWith("will"))).toEqual([]);
});

// The same throttle: a javascript: address is no navigation, data: and file: are refused in the page's process
// (third_party/blink/renderer/core/loader/frame_loader.cc).
for (const address of [
  "javascript:void (window.ran = 1)",
  "data:text/html,x",
  "file:///etc/hostname",
]) {
  test(`a page's ${address.split(":")[0]}: address leads nowhere`, async ({ app, page }) => {
    await watch(app, false);
    await run(page, `location.href = "${address}"`);
    await settle(page);
    expect(await told(app)).toEqual([]);
    expect(page.url()).toMatch(/index\.html$/);
  });
}

// shell/browser/api/electron_api_web_contents.cc, DidFinishNavigation.
test("every committed document and every move within it is told", async ({ app, page }) => {
  await watch(app, false);
  const there = "app://fixture/other.html";
  await run(page, 'location.href = "/other.html"');
  await expect
    .poll(() => told(app))
    .toEqual([
      `start ${there} false`,
      `will-navigate ${there}`,
      `did-navigate ${there}`,
      "finish",
      "stop",
    ]);
  // Playwright hears of the new document by itself.
  await expect(page).toHaveTitle("Other");
  await run(page, 'history.pushState(null, "", "?pushed"); location.hash = "there"');
  await expect
    .poll(async () => (await told(app)).filter((line) => line.startsWith("in-page")))
    .toEqual([`in-page ${there}?pushed`, `in-page ${there}?pushed#there`]);
});

// NavigationEntryImpl::ResetForCommit: what a page's history leads to again is no navigation of the page's own.
test("a page's history leads back unasked", async ({ app, page }) => {
  await run(page, 'location.href = "/other.html"');
  await expect(page).toHaveTitle("Other");
  await watch(app);
  await run(page, "history.back()");
  await expect(page).toHaveTitle("Fixture");
  const asked = (await told(app)).filter((line) => line.startsWith("will-navigate"));
  expect(asked).toEqual([]);
});

// shell/browser/electron_browser_client.cc, AllowWebContentsToOpenExternal: permission "openExternal".
test("an address for another program asks for openExternal", async ({ app, page }) => {
  await watch(app, false);
  await app.evaluate(({ session }) => {
    const { seen } = globalThis as unknown as { seen: unknown[][] };
    session.defaultSession.setPermissionRequestHandler((_contents, permission, answer, details) => {
      const { externalURL } = details as Electron.OpenExternalPermissionRequest;
      if (permission === "openExternal") seen.push(["> asked", externalURL]);
      answer(false);
    });
  });
  await page.click("#mail");
  await expect.poll(() => told(app)).toContain("asked mailto:nobody@example.com");
  expect(page.url()).toMatch(/index\.html$/);
});
