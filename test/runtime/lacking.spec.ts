import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { commandFor, expect, test } from "./launch.ts";
import { findRuntime } from "../../build/runtime/find-runtime.ts";

const run = promisify(execFile);

const calls: [string, string][] = [
  ["electron.powerMonitor", "electron.powerMonitor"],
  ["app.dock", "app.dock"],
  ["new BrowserWindow().setProgressBar(0.5)", "BrowserWindow.setProgressBar"],
  ["new BrowserWindow({ vibrancy: 'menu' })", "BrowserWindow options.vibrancy"],
  ["new BrowserWindow({ webPreferences: { sandbox: false } })", "webPreferences.sandbox = false"],
  ["new BrowserWindow({ webPreferences: { zoomFactor: 2 } })", "webPreferences.zoomFactor"],
  ["new BrowserWindow().webContents.openDevTools()", "webContents.openDevTools"],
  [
    "new BrowserWindow().webContents.on('before-input-event', () => 0)",
    "webContents.on('before-input-event')",
  ],
  ["app.on('gpu-info-update', () => 0)", "app.on('gpu-info-update')"],
  ["electron.shell.openExternal('https://example.com')", "shell.openExternal"],
  ["electron.safeStorage.encryptString('x')", "safeStorage.encryptString"],
  ["electron.session.fromPartition('x')", "session.fromPartition"],
  [
    "electron.protocol.handle('other', () => 0)",
    "protocol.handle('other') of an unregistered scheme",
  ],
  ["app.commandLine.appendSwitch('late')", "app.commandLine.appendSwitch after the app is ready"],
];

for (const [call, api] of calls) {
  test(`${call} fails at once with the API's name`, async ({ userData }) => {
    test.skip((await findRuntime()).kind === "electron", "Electron has it");
    const { executablePath, args } = await commandFor("lacking", userData);
    const failure = (await run(executablePath, args, {
      env: { ...process.env, FIXTURE_CALL: call },
    }).then(
      () => ({ code: 0, stderr: "" }),
      (error: unknown) => error,
    )) as { code: number; stderr: string };
    expect(failure.code).toBe(1);
    expect(failure.stderr).toContain(
      `Electron's ${api} is not implemented by the Chromium stand-in`,
    );
  });
}
