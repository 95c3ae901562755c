import type { ElectronApplication } from "@playwright/test";
import { verbs } from "../../../preload/contract/channels.ts";
import { expect, test } from "../fixtures.ts";
import { Attract } from "../screens/sign-in.ts";

const home = "app://kiosk/index.html";

/** The address of every window, as the main process sees it. */
const addresses = (app: ElectronApplication) =>
  app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows().map(({ webContents }) => webContents.getURL()),
  );

test("the page reaches the contract's verbs, and nothing of Node or Electron", async ({
  shared: { page },
}) => {
  expect(await page.evaluate(() => Object.keys(window.kiosk))).toEqual([...verbs]);
  const foreign = ["require", "process", "module", "Buffer", "electron", "ipcRenderer", "global"];
  expect(
    await page.evaluate((names) => names.filter((name) => name in globalThis), foreign),
  ).toEqual([]);
  expect(await page.evaluate(() => Object.isFrozen(window.kiosk))).toBe(true);
});

test("the page can't be led to another address", async ({ shared: { app, page } }) => {
  for (const address of [
    "https://example.com/",
    "http://127.0.0.1/",
    "app://other/index.html",
    "app://kiosk/assets/none.html",
    "file:///etc/hostname",
    "data:text/html,elsewhere",
    "javascript:void 0",
    "blob:app://kiosk/none",
  ]) {
    await page.evaluate((to) => {
      window.location.href = to;
    }, address);
    await page.evaluate((to) => {
      const link = document.createElement("a");
      link.href = to;
      document.body.append(link);
      link.click();
      link.remove();
    }, address);
  }
  await page.waitForTimeout(500);
  expect(await addresses(app)).toEqual([home]);
  await new Attract(page).shown();
});

/** The screens that the windows show, as they answer for themselves. */
const screens = (app: ElectronApplication) =>
  app.evaluate(async ({ BrowserWindow }) => {
    const ask = `document.querySelector("main[data-screen-id]")?.dataset.screenId ?? location.href`;
    const answers = BrowserWindow.getAllWindows().map(({ webContents }) =>
      Promise.race([
        webContents.executeJavaScript(ask).catch(() => "none") as Promise<unknown>,
        new Promise((done) => setTimeout(done, 500, "none")),
      ]),
    );
    return Promise.all(answers);
  });

// Electron tells nobody that a page goes to such an address (it needs no loader, so no throttle is asked).
test("the kiosk's page is there again after one went to an empty page, and nobody is signed in", async ({
  kiosk: { app },
}) => {
  for (const address of ["about:blank", "about:srcdoc", "about:blank#elsewhere"]) {
    // By the main process' leave: Playwright holds a page that was replaced for lost.
    await app.evaluate(({ BrowserWindow }, to) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents;
      const leave = `setTimeout(() => { location.href = ${JSON.stringify(to)}; })`;
      return contents?.executeJavaScript(leave) as Promise<unknown>;
    }, address);
    await app.evaluate(() => new Promise((done) => setTimeout(done, 500)));
    await expect
      .poll(() => screens(app), { message: address, timeout: 15_000 })
      .toEqual(["KWT001"]);
    expect(await addresses(app)).toEqual([home]);
  }
});

test("no second window and no frame opens", async ({ shared: { app, page } }) => {
  for (const address of ["https://example.com/", home, "about:blank", ""]) {
    expect(await page.evaluate((to) => window.open(to) === null, address)).toBe(true);
  }
  expect(await addresses(app)).toEqual([home]);
  const frameSeesKiosk = await page.evaluate(
    async (to) =>
      new Promise((resolve) => {
        const frame = document.createElement("iframe");
        frame.addEventListener("load", () => {
          try {
            resolve(frame.contentWindow !== null && "kiosk" in frame.contentWindow);
          } catch {
            resolve(false);
          }
        });
        frame.src = to;
        document.body.append(frame);
      }),
    page.url(),
  );
  expect(frameSeesKiosk).toBe(false);
});

test("the window stays, whoever would close it", async ({ shared: { app, page } }) => {
  // As a window manager does at Alt+F4.
  const asked = await app.evaluate(({ BrowserWindow }) => {
    let asked = 0;
    for (const window of BrowserWindow.getAllWindows()) {
      window.on("close", () => {
        asked += 1;
      });
      window.close();
    }
    return asked;
  });
  expect(asked).toBe(1);
  expect(await addresses(app)).toEqual([home]);
  await new Attract(page).shown();
});

test("a script of the page that closes its window leaves the branch with a kiosk", async ({
  kiosk: { app, page },
}) => {
  // In Electron a sandboxed page's window is then gone unasked, and the program must not end with it.
  await page.evaluate(() => {
    window.close();
  });
  await expect.poll(() => screens(app), { timeout: 15_000 }).toEqual(["KWT001"]);
  expect(await addresses(app)).toEqual([home]);
});

test("what no screen sends is refused by name alone", async ({ shared: { page } }) => {
  const answers = await page.evaluate(async () => {
    const signIn = window.kiosk.signIn as (request?: unknown) => Promise<unknown>;
    const typed = { loginId: "taro0001", loginPassword: "tarologin1" };
    const cyclic: Record<string, unknown> = { ...typed };
    cyclic["more"] = cyclic;
    const sent = [undefined, null, 1, [typed], new Map(), { ...typed, more: 1 }, cyclic];
    return Promise.all(sent.map((request) => signIn(request)));
  });
  expect(answers).toEqual(answers.map(() => ({ ok: false, refusal: { code: "malformed" } })));
});
