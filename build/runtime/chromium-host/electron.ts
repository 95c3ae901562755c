import type { Dialog, Menu, SafeStorage, Shell } from "electron";
import { makeApp, type AppFacts } from "./app.ts";
import { BrowserWindow } from "./browser-window.ts";
import { implemented, missing } from "./implemented.ts";
import { ipcMain } from "./ipc.ts";
import { protocol } from "./protocol.ts";
import { screen } from "./screen.ts";
import { defaultSession } from "./session.ts";
import { webContents } from "./web-contents.ts";

/** All of Electron's main process API that there is; the rest throws when it is read. */
export function makeElectron(facts: AppFacts) {
  const { app, start } = makeApp(facts);
  const parts = {
    app,
    BrowserWindow: BrowserWindow as typeof Electron.BrowserWindow,
    ipcMain,
    protocol,
    screen,
    webContents: webContents as typeof Electron.webContents,
    session: implemented<typeof Electron.session>("session", { defaultSession }),
    Menu: implemented<typeof Menu>("Menu", {
      setApplicationMenu(menu) {
        if (menu) throw missing("Menu.setApplicationMenu with a menu");
      },
      getApplicationMenu: () => null,
    }),
    dialog: implemented<Dialog>("dialog", {
      showErrorBox: (title, content) => void console.error(`${title}\n${content}`),
    }),
    shell: implemented<Shell>("shell", {}),
    safeStorage: implemented<SafeStorage>("safeStorage", {}),
  };
  return {
    electron: implemented<typeof Electron.Main>("electron", parts),
    names: Object.keys(parts),
    start,
  };
}
