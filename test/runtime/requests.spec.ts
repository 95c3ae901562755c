import type { Page } from "@playwright/test";
import { expect, seen, test } from "./one-app.ts";

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
    await page.waitForTimeout(300);
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

test("no device is offered, since the app offers none", async ({ page }) => {
  const attempt = (call: string) =>
    page.evaluate<string>(`${call}.then((found) => JSON.stringify(found), (error) => error.name)`);
  expect(await attempt("navigator.usb.requestDevice({ filters: [] })")).toBe("NotFoundError");
  expect(await attempt("navigator.serial.requestPort()")).toBe("NotFoundError");
  expect(await attempt("navigator.hid.requestDevice({ filters: [] })")).toBe("[]");
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
  await expect.poll(() => seen(app)).toContain("download file.txt");
});
