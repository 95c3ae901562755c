import type { ElectronApplication } from "@playwright/test";
import { verbs } from "../../../preload/contract/channels.ts";
import type { KioskBridge } from "../../../preload/contract/operations.ts";
import { expect, test } from "../fixtures.ts";
import { Attract } from "../screens/sign-in.ts";

declare global {
  // What the page sees; the tests' own compiler knows nothing of it.
  interface Window {
    readonly kiosk: KioskBridge;
  }
}

const home = "app://kiosk/index.html";

/** The address of every window, as the main process sees it. */
const addresses = (app: ElectronApplication) =>
  app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows().map(({ webContents }) => webContents.getURL()),
  );

test("the page reaches the contract's verbs, and nothing of Node or Electron", async ({
  kiosk: { page },
}) => {
  expect(await page.evaluate(() => Object.keys(window.kiosk))).toEqual([...verbs]);
  const foreign = ["require", "process", "module", "Buffer", "electron", "ipcRenderer", "global"];
  expect(
    await page.evaluate((names) => names.filter((name) => name in globalThis), foreign),
  ).toEqual([]);
  expect(await page.evaluate(() => Object.isFrozen(window.kiosk))).toBe(true);
});

test("the page can't be led to another address", async ({ kiosk: { app, page } }) => {
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

for (const address of ["about:blank", "about:srcdoc", "about:blank#elsewhere"]) {
  // Electron tells nobody that a page goes to such an address (it needs no loader, so no throttle is asked).
  test(`the kiosk's page is there again after one went to ${address}, and nobody is signed in`, async ({
    kiosk: { app, page },
  }) => {
    await page.evaluate((to) => {
      window.location.href = to;
    }, address);
    await page.waitForTimeout(500).catch(() => undefined);
    await expect.poll(() => screens(app), { timeout: 15_000 }).toEqual(["KWT001"]);
    expect(await addresses(app)).toEqual([home]);
  });
}

test("no second window and no frame opens", async ({ kiosk: { app, page } }) => {
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

test("the window stays, whoever would close it", async ({ kiosk: { app, page } }) => {
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

test("every permission and device is denied without a question", async ({ start }) => {
  // A machine without a camera would say so before anyone is asked.
  const { page } = await start({ flags: ["--use-fake-device-for-media-stream"] });
  const outcomes = await page.evaluate(async () => {
    const name = (error: unknown) => (error instanceof Error ? error.name : "none");
    const { mediaDevices, permissions, geolocation, clipboard } = navigator;
    return {
      notifications: await Notification.requestPermission(),
      asked: (await permissions.query({ name: "geolocation" })).state,
      screen: await mediaDevices.getDisplayMedia().then(() => "granted", name),
      camera: await mediaDevices.getUserMedia({ video: true }).then(() => "granted", name),
      microphone: await mediaDevices.getUserMedia({ audio: true }).then(() => "granted", name),
      clipboard: await clipboard.readText().then(() => "granted", name),
      copying: await clipboard.writeText("copied").then(() => "granted", name),
      place: await new Promise((resolve) => {
        geolocation.getCurrentPosition(
          () => {
            resolve("granted");
          },
          ({ code, PERMISSION_DENIED }) => {
            resolve(code === PERMISSION_DENIED ? "denied" : "elsewhere");
          },
        );
      }),
    };
  });
  expect(outcomes).toMatchObject({
    notifications: "denied",
    asked: "denied",
    screen: "NotAllowedError",
    camera: "NotAllowedError",
    microphone: "NotAllowedError",
    clipboard: "NotAllowedError",
    copying: "NotAllowedError",
    place: "denied",
  });
});

test("the page gets neither the whole screen, the keyboard, the sensors nor a store that lasts", async ({
  kiosk: { page },
}) => {
  // Beyond what compilers know of: the names of the APIs are those of their specifications.
  const outcomes = await page.evaluate(async () => {
    const of = (owner: object, name: string) => Reflect.get(owner, name) as unknown;
    const asked = async (owner: unknown, name: string, ...args: unknown[]) => {
      const method = typeof owner === "object" && owner !== null ? of(owner, name) : undefined;
      if (typeof method !== "function") return "absent";
      try {
        const late = new Promise((done) => setTimeout(done, 1_000, "unanswered"));
        const answer: unknown = Reflect.apply(method, owner, args);
        const settled = await Promise.race([answer, late]);
        return settled === false || settled === "denied" ? "refused" : settled;
      } catch {
        return "refused";
      }
    };
    const sensor = async (name: string) => {
      const Sensor = of(window, name) as (new () => EventTarget & { start(): void }) | undefined;
      if (Sensor === undefined) return "absent";
      try {
        const made = new Sensor();
        const told = new Promise((done) => {
          made.addEventListener("reading", () => {
            done("granted");
          });
          made.addEventListener("error", () => {
            done("refused");
          });
          setTimeout(done, 1_000, "unanswered");
        });
        made.start();
        return await told;
      } catch {
        return "refused";
      }
    };
    await asked(of(navigator, "keyboard"), "lock");
    const results = {
      persistence: await asked(navigator.storage, "persist"),
      wholeScreen: await asked(document.documentElement, "requestFullscreen"),
      wakeLock: await asked(navigator.wakeLock, "request", "screen"),
      storageAccess: await asked(document, "requestStorageAccessFor", "https://example.com"),
      idleness: await asked(of(window, "IdleDetector"), "requestPermission"),
      screens: await asked(window, "getScreenDetails"),
      fonts: await asked(window, "queryLocalFonts"),
      midi: await asked(navigator, "requestMIDIAccess"),
      picture: await asked(of(window, "documentPictureInPicture"), "requestWindow"),
      motion: await sensor("Accelerometer"),
      turning: await sensor("Gyroscope"),
      north: await sensor("Magnetometer"),
    };
    // A locked keyboard takes hold on the whole screen alone.
    return { ...results, onScreen: document.fullscreenElement === null };
  });
  const { onScreen, ...asked } = outcomes;
  expect(onScreen).toBe(true);
  for (const [name, outcome] of Object.entries(asked)) {
    expect(["refused", "absent"], name).toContain(outcome);
  }
  expect(Object.values(asked).filter((outcome) => outcome === "refused").length).toBeGreaterThan(6);
});

test("what no screen sends is refused by name alone", async ({ kiosk: { page } }) => {
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
