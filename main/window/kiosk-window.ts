import { BrowserWindow, screen } from "electron";
import { appOrigin } from "./app-protocol.ts";

/** Long enough that a page which can't live does not keep the machine busy with dying. */
const restartDelayMs = 1_000;

/**
 * Makes the kiosk's one window, over the whole first screen; it shows itself when its page is painted.
 * A page that dies or hangs is loaded anew; `onRestart` is told, as a customer's session may have been open in it.
 * Numbers are those of Electron's security checklist.
 */
export function makeKioskWindow(options: {
  /** Path of the bundled preload. */
  readonly preload: string;
  readonly devTools: boolean;
  readonly onRestart: (reason: string) => void;
}): BrowserWindow {
  const window = new BrowserWindow({
    ...screen.getPrimaryDisplay().bounds,
    kiosk: true,
    frame: false,
    autoHideMenuBar: true,
    show: false,
    backgroundColor: "#ffffff",
    title: "ワンタイムパスワードのお手続き",
    webPreferences: {
      preload: options.preload,
      nodeIntegration: false, // 2
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      contextIsolation: true, // 3
      sandbox: true, // 4
      webSecurity: true, // 6
      allowRunningInsecureContent: false, // 8
      experimentalFeatures: false, // 9
      webviewTag: false, // 11
      devTools: options.devTools,
      navigateOnDragDrop: false, // 13
      disableDialogs: true,
      spellcheck: false,
    },
  });
  window.once("ready-to-show", () => {
    window.show();
  });
  const restart = (reason: string) => {
    options.onRestart(reason);
    setTimeout(() => {
      if (!window.isDestroyed()) void openPage(window);
    }, restartDelayMs);
  };
  window.webContents.on("render-process-gone", (_event, details) => {
    restart(details.reason);
  });
  window.on("unresponsive", () => {
    restart("unresponsive");
  });
  return window;
}

/** Loads the screens into `window`; rejects when the page can't be loaded. */
export async function openPage(window: BrowserWindow): Promise<void> {
  await window.loadURL(`${appOrigin}/index.html`);
}
