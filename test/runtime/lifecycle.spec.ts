import { once } from "node:events";
import { mkdir, readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { findRuntime } from "../../build/runtime/find-runtime.ts";
import { commandFor, expect, fixture, seen, test } from "./launch.ts";
import { test as onSharedApp } from "./one-app.ts";
import { startPlainly } from "./plain.ts";

/** Ids and command lines of the processes that name this folder. */
async function processesOf(folder: string): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  for (const id of await readdir("/proc")) {
    if (!/^\d+$/.test(id)) continue;
    const line = await readFile(`/proc/${id}/cmdline`, "utf8").catch(() => "");
    if (line.includes(folder)) found.set(id, line);
  }
  return found;
}

onSharedApp(
  "the window is ready before it is shown, and named by its app",
  async ({ app, page }) => {
    await expect.poll(() => seen(app)).toContain("ready-to-show false");
    const facts = await app.evaluate(({ app, BrowserWindow, screen }) => {
      const [window] = BrowserWindow.getAllWindows();
      const { width, height } = screen.getPrimaryDisplay().size;
      return [
        app.getName(),
        app.getVersion(),
        app.isPackaged,
        window?.isVisible(),
        width > 0 && height > 0,
      ];
    });
    expect(facts).toEqual(["Runtime Fixture", "1.2.3", false, true, true]);
    expect(await page.evaluate(() => [innerWidth, innerHeight])).toEqual([900, 700]);
  },
);

onSharedApp("Playwright finds the window of a page and resizes its view", async ({ app, page }) => {
  const window = await app.browserWindow(page);
  const url = await window.evaluate((it: Electron.BrowserWindow) => it.webContents.getURL());
  expect(url).toBe("app://fixture/index.html");
  await page.setViewportSize({ width: 640, height: 480 });
  expect(await page.evaluate(() => [innerWidth, innerHeight])).toEqual([640, 480]);
  expect((await page.screenshot()).subarray(1, 4).toString()).toBe("PNG");
});

onSharedApp("a kiosk window covers the whole screen", async ({ app, page }) => {
  const size = await app.evaluate(({ BrowserWindow, screen }) => {
    BrowserWindow.getAllWindows()[0]?.setKiosk(true);
    return screen.getPrimaryDisplay().size;
  });
  await expect.poll(() => page.evaluate(() => innerWidth)).toBe(size.width);
  // The stand-in's window has one row more where no window manager runs.
  await expect.poll(() => page.evaluate(() => innerHeight)).toBeGreaterThanOrEqual(size.height);
});

test("quitting asks, closes the window and ends with 0", async ({ userData }) => {
  const { child, ended, output } = await startPlainly(userData);
  await expect.poll(output).toContain("loaded");
  child.kill("SIGTERM");
  expect(await ended).toEqual([0, null]);
  const order = output()
    .split("\n")
    .filter((line) => /quit|closed/.test(line));
  expect(order).toEqual(["before-quit", "closed", "will-quit", "quit"]);
});

onSharedApp("before-quit and close can call the quitting off", async ({ app, page }) => {
  const results = await app.evaluate(({ app, BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows();
    app.once("before-quit", (event) => {
      event.preventDefault();
    });
    app.quit();
    const first = window?.isDestroyed();
    window?.once("close", (event) => {
      event.preventDefault();
    });
    app.quit();
    return [first, window?.isDestroyed()];
  });
  expect(results).toEqual([false, false]);
  await expect(page).toHaveTitle("Fixture");
});

test("the app ends with its last window, unless it listens", async ({ app, page }) => {
  await app.evaluate(({ app }) => {
    const { seen } = globalThis as unknown as { seen: unknown[][] };
    app.on("window-all-closed", () => seen.push(["all closed"]));
  });
  await page.close();
  await expect.poll(() => seen(app)).toContain("all closed");
  const ended = once(app.process(), "exit");
  await app
    .evaluate(({ app, BrowserWindow }) => {
      app.removeAllListeners("window-all-closed");
      new BrowserWindow().close();
    })
    .catch(() => undefined);
  expect(await ended).toEqual([0, null]);
});

test("app.exit ends at once with its code, also before the app is ready", async ({ userData }) => {
  const { ended, output } = await startPlainly(userData, { FIXTURE_EXIT: "78" });
  expect(await ended).toEqual([78, null]);
  expect(output()).not.toContain("loaded");
});

test("a relaunched app starts again when the first one has ended, with its lock", async ({
  userData,
}) => {
  const { child, ended, output } = await startPlainly(userData, { FIXTURE_RELAUNCH: "1" });
  // The second one has the same output, so that it is closed only after both.
  await ended;
  expect(child.exitCode).toBe(3);
  expect(output()).toContain("again");
  expect(output()).not.toContain("second");
});

test("a second start is told to the first and ends", async ({ userData }) => {
  const first = await startPlainly(userData);
  await expect.poll(first.output).toContain("loaded");
  const second = await startPlainly(userData);
  expect(await second.ended).toEqual([0, null]);
  expect(second.output()).toContain("second");
  expect(second.output()).not.toContain("loaded");
  await expect
    .poll(first.output)
    .toContain(`second-instance ${fixture} ${process.cwd()} [object Object]`);
  first.child.kill("SIGTERM");
  await first.ended;
});

test("after a SIGKILL no process and no folder is left", async ({ userData }) => {
  const temporary = path.join(userData, "tmp");
  await mkdir(temporary);
  const { child, ended, output } = await startPlainly(userData, { TMPDIR: temporary });
  await expect.poll(output).toContain("loaded");
  expect((await processesOf(userData)).size).toBeGreaterThan(1);
  child.kill("SIGKILL");
  await ended;
  await expect.poll(async () => [...(await processesOf(userData)).values()]).toEqual([]);
  await expect.poll(() => readdir(temporary)).toEqual([]);
});

test("without its Chromium the app ends and says so", async ({ userData }) => {
  test.skip((await findRuntime()).kind === "electron", "Electron is its own Chromium");
  const { ended, output } = await startPlainly(userData, { TMPDIR: userData });
  await expect.poll(output).toContain("loaded");
  // Chromium hands the switch on to its renderers, whose ids can be lower than its own.
  const chromium = [...(await processesOf(userData))].find(
    ([, line]) =>
      line.includes("--remote-debugging-pipe") &&
      !line.startsWith("/bin/sh") &&
      !line.includes("--type="),
  );
  process.kill(Number(chromium?.[0]), "SIGKILL");
  expect(await ended).toEqual([1, null]);
  expect(output()).toContain("Chromium ended with 137");
});

onSharedApp("a crashed page is told to the app, which can load it anew", async ({ app, page }) => {
  await page.title();
  const loaded = await app.evaluate(async ({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents;
    const gone = new Promise((done) => contents?.once("render-process-gone", done));
    contents?.forcefullyCrashRenderer();
    await gone;
    await contents?.loadURL("app://fixture/index.html");
    return (await contents?.executeJavaScript("bridge.invoke('echo', new Date(3))")) as unknown[];
  });
  expect(loaded).toEqual([new Date(3)]);
  expect((await seen(app)).some((line) => line.startsWith("gone"))).toBe(true);
});

onSharedApp("a page that hangs can be ended and loaded anew", async ({ app, page }) => {
  await page.evaluate(() => {
    setTimeout(() => {
      for (;;);
    });
  });
  const loaded = await app.evaluate(async ({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents;
    const gone = new Promise((done) => contents?.once("render-process-gone", done));
    contents?.forcefullyCrashRenderer();
    await gone;
    await contents?.loadURL("app://fixture/index.html");
    return (await contents?.executeJavaScript("bridge.invoke('echo', 1)")) as unknown[];
  });
  expect(loaded).toEqual([1]);
});

onSharedApp("a page prints to PDF", async ({ app, page }) => {
  await page.title();
  const head = await app.evaluate(async ({ BrowserWindow }) => {
    const pdf = await BrowserWindow.getAllWindows()[0]?.webContents.printToPDF({});
    return pdf?.subarray(0, 5).toString();
  });
  expect(head).toBe("%PDF-");
});

test("the executable works by itself where there is neither display nor session bus", async ({
  userData,
}) => {
  const { executablePath } = await commandFor(userData);
  test.skip(!executablePath.endsWith("kiosk-chromium"), "Electron needs a session around it");
  const { child, ended, output } = await startPlainly(userData, {
    DISPLAY: undefined,
    WAYLAND_DISPLAY: undefined,
    DBUS_SESSION_BUS_ADDRESS: undefined,
    KIOSK_DATA_DIR: userData,
  });
  await expect.poll(output, { timeout: 20_000 }).toContain("loaded");
  child.kill("SIGTERM");
  expect(await ended).toEqual([0, null]);
});
