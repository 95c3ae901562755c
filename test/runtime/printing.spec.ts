import { execFileSync } from "node:child_process";
import { writeFile } from "node:fs/promises";
import path from "node:path";
import { findRuntime } from "../../build/runtime/find-runtime.ts";
import { expect, test } from "./one-app.ts";

test("a hidden window without scripts prints one page of the size asked for", async ({
  app,
  page,
  userData,
}) => {
  await page.title();
  const printed = await app.evaluate(async ({ BrowserWindow }) => {
    const window = new BrowserWindow({
      show: false,
      webPreferences: { sandbox: true, javascript: false, spellcheck: false },
    });
    await window.loadURL("app://fixture/paper.html");
    const pdf = await window.webContents.printToPDF({
      printBackground: true,
      pageSize: { width: 5, height: 4 },
      margins: { top: 0, right: 0, bottom: 0, left: 0 },
    });
    const wasVisible = window.isVisible();
    window.destroy();
    return { wasVisible, pdf: pdf.toString("base64") };
  });
  expect(printed.wasVisible).toBe(false);
  const file = path.join(userData, "paper.pdf");
  await writeFile(file, Buffer.from(printed.pdf, "base64"));
  const facts = execFileSync("pdfinfo", [file], { encoding: "utf8" });
  expect(facts).toMatch(/^Pages: +1$/m);
  expect(facts).toMatch(/^Page size: +360 x 288 pts/m);
  const words = execFileSync("pdftotext", [file, "-"], { encoding: "utf8" });
  // Latin, as a machine need have no Japanese typeface of its own.
  expect(words).toContain("The words of a slip");
  expect(words).not.toContain("a script ran");
});

// lib/browser/print-to-pdf.ts: jobs of one page wait for each other. docs/api/web-contents.md, contents.printToPDF.
test("three prints at once, of a page that was never shown, all come", async ({ app, page }) => {
  await page.title();
  const sizes = await app.evaluate(async ({ BrowserWindow }) => {
    const window = new BrowserWindow({ show: false, webPreferences: { sandbox: true } });
    await window.loadURL("app://fixture/paper.html");
    const { webContents } = window;
    const widths = [3, 4, 5];
    const wrong = webContents.printToPDF({
      pageSize: { width: 1, height: 1 },
      margins: { top: 2 },
    });
    const jobs = widths.map((width) => webContents.printToPDF({ pageSize: { width, height: 6 } }));
    const refused = await wrong.then(
      () => "printed",
      (error: unknown) => String(error),
    );
    const files = await Promise.all(jobs);
    return [
      refused,
      ...files.map((file) => /MediaBox \[0 0 (\d+)/.exec(file.toString("latin1"))?.[1]),
    ];
  });
  expect(sizes).toEqual([
    "Error: margins must be less than or equal to pageSize",
    ...["216", "288", "360"],
  ]);
});

test("a hidden window of the stand-in is out of sight until it is shown", async ({ app, page }) => {
  test.skip((await findRuntime()).kind === "electron", "it makes none before");
  await page.title();
  const places = await app.evaluate(async ({ BrowserWindow }) => {
    const window = new BrowserWindow({ show: false, webPreferences: { sandbox: true } });
    await window.loadURL("app://fixture/other.html");
    const place = async () =>
      (await window.webContents.executeJavaScript("[screenX, screen.width]")) as number[];
    const before = await place();
    window.show();
    for (let tries = 0; tries < 100 && (await place())[0] !== 0; tries += 1) {
      await new Promise((done) => setTimeout(done, 50));
    }
    return [before, await place()];
  });
  const width = places[0]?.[1] ?? 0;
  expect(places).toEqual([
    [width, width],
    [0, width],
  ]);
});

test("printing on a printer that isn't there fails with Electron's words", async ({
  app,
  page,
}) => {
  test.skip((await findRuntime()).kind === "electron", "this machine may have printers");
  await page.title();
  const told = await app.evaluate(async ({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents;
    const print = (options: Electron.WebContentsPrintOptions) =>
      new Promise((resolve) =>
        contents?.print({ silent: true, ...options }, (...answer) => {
          resolve(answer);
        }),
      );
    return [
      await contents?.getPrintersAsync(),
      await print({ deviceName: "nobody" }),
      await print({}),
    ];
  });
  expect(told).toEqual([
    [],
    [false, "Invalid deviceName provided"],
    [false, "No printers available on the network"],
  ]);
});
