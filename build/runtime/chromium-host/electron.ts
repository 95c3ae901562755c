import type { Dialog, SafeStorage, Shell } from "electron";
import { makeApp, type AppFacts } from "./app.ts";
import { BrowserWindow } from "./browser-window.ts";
import { implemented, missing } from "./implemented.ts";
import { ipcMain } from "./ipc.ts";
import { protocol } from "./protocol.ts";
import { screen } from "./screen.ts";
import { defaultSession } from "./session.ts";
import { webContents } from "./frames.ts";

/** All of Electron's main process API that there is; the rest throws when it is read. */
export function makeElectron(facts: AppFacts): {
  readonly electron: typeof Electron.CrossProcessExports;
  /** What of it can be imported by name. */
  readonly names: readonly string[];
  readonly start: () => Promise<void>;
} {
  const { app, start } = makeApp(facts);
  const parts: Partial<typeof Electron.CrossProcessExports> = {
    app,
    BrowserWindow,
    ipcMain,
    protocol,
    screen,
    webContents,
    session: implemented<typeof Electron.session>("session", { defaultSession }),
    Menu: implemented<typeof Electron.Menu>("Menu", {
      setApplicationMenu(menu) {
        if (menu) throw missing("Menu.setApplicationMenu with a menu");
      },
    }),
    dialog: implemented<Dialog>("dialog", {
      showErrorBox(title, content) {
        console.error(`${title}\n${content}`);
      },
    }),
    // Nothing of these; they are here so that an import of them is no error.
    shell: implemented<Shell>("shell", {}),
    safeStorage: implemented<SafeStorage>("safeStorage", {}),
  };
  const electron = implemented<typeof Electron.CrossProcessExports>("electron", parts);
  return { electron, names: Object.keys(parts), start };
}
