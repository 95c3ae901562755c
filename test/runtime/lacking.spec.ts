import { findRuntime } from "../../build/runtime/find-runtime.ts";
import { expect, test } from "./one-app.ts";

/** What the app tries, and the name by which it is told that this is missing. */
const calls: readonly (readonly [string, string])[] = [
  ["electron.powerMonitor", "electron.powerMonitor"],
  ["electron.app.dock", "app.dock"],
  ["electron.app.on('gpu-info-update', () => 0)", "app.on('gpu-info-update')"],
  [
    "electron.app.commandLine.appendSwitch('late')",
    "app.commandLine.appendSwitch after the app is ready",
  ],
  ["window.setProgressBar(0.5)", "BrowserWindow.setProgressBar"],
  ["window.webContents.openDevTools()", "webContents.openDevTools"],
  ["window.webContents.print({})", "webContents.print with a dialog"],
  ["window.webContents.on('before-input-event', () => 0)", "webContents.on('before-input-event')"],
  ["new electron.BrowserWindow({ vibrancy: 'menu' })", "BrowserWindow options.vibrancy"],
  ...[
    // What would loosen the page: items 2, 3, 4, 6, 8, 9 and 11 of Electron's security checklist.
    "nodeIntegration = true",
    "contextIsolation = false",
    "sandbox = false",
    "webSecurity = false",
    "allowRunningInsecureContent = true",
    "experimentalFeatures = true",
    "webviewTag = true",
  ].map((preference): [string, string] => [
    `new electron.BrowserWindow({ webPreferences: { ${preference.replace(" =", ":")} } })`,
    `webPreferences.${preference}`,
  ]),
  [
    "new electron.BrowserWindow({ webPreferences: { zoomFactor: 2 } })",
    "webPreferences.zoomFactor",
  ],
  ["electron.shell.openExternal('https://example.com')", "shell.openExternal"],
  ["electron.safeStorage.encryptString('x')", "safeStorage.encryptString"],
  ["electron.session.fromPartition('x')", "session.fromPartition"],
  [
    "electron.protocol.handle('other', () => 0)",
    "protocol.handle('other') of an unregistered scheme",
  ],
];

test("what the stand-in lacks fails at once with the API's name", async ({ app, page }) => {
  test.skip((await findRuntime()).kind === "electron", "Electron has it");
  await page.title();
  const told = await app.evaluate(
    (electron, codes) =>
      codes.map((code) => {
        try {
          const [window] = electron.BrowserWindow.getAllWindows();
          // eslint-disable-next-line @typescript-eslint/no-implied-eval, @typescript-eslint/no-unsafe-call -- The calls are wrong on purpose, so they are given as text that no compiler checks.
          new Function("electron", "window", code)(electron, window);
          return "did nothing and said nothing";
        } catch (error) {
          return error instanceof Error ? error.message : "no Error";
        }
      }),
    calls.map(([code]) => code),
  );
  expect(told).toEqual(
    calls.map(([, api]) => `Electron's ${api} is not implemented by the Chromium stand-in`),
  );
});
