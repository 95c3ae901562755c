import type { ElectronApplication, Page } from "@playwright/test";
import { expect, seen, test } from "./launch.ts";

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
      (url) => String(window.open(`${url}/opened`, "name")),
      outside.url,
    );
    expect(result).toBe("null");
    await expect.poll(() => asked(app, "open")).toEqual([`open ${outside.url}/opened`]);
    await settle(page);
    expect(outside.asked).toEqual([]);
  });
});

test.describe("a request", () => {
  /** Tries every way out that a page has, and says which got an answer. */
  const tryAll = (page: Page, url: string) =>
    page.evaluate(async (outside) => {
      const within = (promise: Promise<string>) =>
        Promise.race([promise, new Promise<string>((done) => setTimeout(done, 2000, "nothing"))]);
      const on = (target: EventTarget, good: string, bad: string) =>
        new Promise<string>((done) => {
          target.addEventListener(good, () => {
            done("answered");
          });
          target.addEventListener(bad, () => {
            done("failed");
          });
        });
      const image = new Image();
      image.src = `${outside}/image`;
      const style = Object.assign(document.createElement("link"), {
        rel: "stylesheet",
        href: `${outside}/style`,
      });
      document.head.append(style);
      navigator.sendBeacon(`${outside}/beacon`);
      const worker = new Worker(
        URL.createObjectURL(
          new Blob([`fetch("${outside}/worker").then(() => postMessage(1), () => postMessage(0))`]),
        ),
      );
      const fromWorker = new Promise<string>((done) =>
        worker.addEventListener("message", ({ data }) => {
          done(data ? "answered" : "failed");
        }),
      );
      const [fetched, socket, loaded, worked] = await Promise.all([
        within(
          fetch(`${outside}/fetch`).then(
            () => "answered",
            () => "failed",
          ),
        ),
        within(on(new WebSocket(`${outside.replace("http", "ws")}/socket`), "open", "error")),
        within(on(image, "load", "error")),
        within(fromWorker),
      ]);
      return { fetched, socket, loaded, worked };
    }, url);

  test("out of the page can be refused altogether", async ({ app, page, outside }) => {
    await app.evaluate(({ session }) => {
      session.defaultSession.webRequest.onBeforeRequest((details, answer) => {
        answer({ cancel: !details.url.startsWith("app://fixture/") });
      });
    });
    const results = await tryAll(page, outside.url);
    await settle(page);
    expect(outside.asked).toEqual([]);
    expect(results).toEqual({
      fetched: "failed",
      socket: "failed",
      loaded: "failed",
      worked: "failed",
    });
    expect(await page.evaluate(() => fetch("/other.html").then(({ status }) => status))).toBe(200);
  });

  test("goes out where nobody refuses it", async ({ page, outside }) => {
    const results = await tryAll(page, outside.url);
    expect(results).toMatchObject({ fetched: "answered", worked: "answered" });
    await expect
      .poll(() => [...outside.asked].sort())
      .toEqual(["/beacon", "/fetch", "/image", "/style", "/worker", "ws /socket"]);
  });

  test("can be sent elsewhere", async ({ app, page }) => {
    await app.evaluate(({ session }) => {
      session.defaultSession.webRequest.onBeforeRequest((details, answer) => {
        answer(
          details.url.endsWith("/old.html") ? { redirectURL: "app://fixture/other.html" } : {},
        );
      });
    });
    expect(
      await page.evaluate(() => fetch("/old.html").then((response) => response.text())),
    ).toContain("other page");
  });
});

test("permissions are denied when the app denies them", async ({ app, page }) => {
  await app.evaluate(({ session }) => {
    session.defaultSession.setPermissionRequestHandler((_contents, _permission, answer) => {
      answer(false);
    });
    session.defaultSession.setPermissionCheckHandler(() => false);
    session.defaultSession.setDevicePermissionHandler(() => false);
  });
  await page.reload();
  const states = await page.evaluate(async () => {
    const names = [
      "geolocation",
      "camera",
      "microphone",
      "notifications",
      "clipboard-read",
      "midi",
    ];
    const results = await Promise.all(
      names.map((name) =>
        navigator.permissions.query({ name: name as PermissionName }).then(({ state }) => state),
      ),
    );
    const place = await new Promise<string>((done) =>
      navigator.geolocation.getCurrentPosition(
        () => {
          done("given");
        },
        () => {
          done("refused");
        },
      ),
    );
    const camera = await navigator.mediaDevices.getUserMedia({ video: true }).then(
      () => "given",
      () => "refused",
    );
    const screen = await navigator.mediaDevices.getDisplayMedia().then(
      () => "given",
      () => "refused",
    );
    return [...new Set(results), place, camera, screen];
  });
  expect(states).toEqual(["denied", "refused", "refused", "refused"]);
});

test("a download can be refused", async ({ app, page }) => {
  await app.evaluate(({ session }) => {
    const { seen } = globalThis as unknown as { seen: unknown[][] };
    session.defaultSession.on("will-download", (event, item) => {
      seen.push(["download", item.getFilename()]);
      event.preventDefault();
    });
  });
  await page.evaluate(() => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob(["secret"]));
    link.download = "file.txt";
    link.click();
  });
  await expect.poll(() => asked(app, "download")).toEqual(["download file.txt"]);
});
