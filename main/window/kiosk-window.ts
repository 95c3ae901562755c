import { BrowserWindow, screen } from "electron";
import { appOrigin } from "./app-protocol.ts";
import { hardPreferences } from "./hardening.ts";
import { makeHeartbeat } from "./heartbeat.ts";

/** Long enough that a page which can't live does not keep the machine busy with dying; one that hung has been waited for. */
const restartDelayMs = 250;

/**
 * Makes the kiosk's one window, over the whole first screen; it shows itself when its page is painted.
 * A page that dies or hangs is loaded anew within 3 s; `onRestart` is told, as a customer's session may have been open in it.
 */
export function makeKioskWindow(options: {
  /** Path of the bundled preload. */
  readonly preload: string;
  readonly devTools: boolean;
  /** Whether the program ends: Alt+F4, or a script of the page, would else leave the branch without a kiosk. */
  readonly mayClose: () => boolean;
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
      ...hardPreferences,
      devTools: options.devTools,
    },
  });
  window.once("ready-to-show", () => {
    window.show();
  });
  const contents = window.webContents;
  let hangs = false;
  const heartbeat = makeHeartbeat({
    ask: () => contents.executeJavaScript("0"),
    // A page that hangs would not make room for another one. Electron's own "unresponsive" comes too late: it waits
    // for the next touch, and then for half a minute.
    onHang() {
      hangs = true;
      contents.forcefullyCrashRenderer();
    },
  });
  // A page can hang before its load ends, and then it never does.
  heartbeat.startLoading();
  contents.on("did-finish-load", heartbeat.start);
  contents.on("render-process-gone", (_event, details) => {
    heartbeat.stop();
    options.onRestart(hangs ? "hangs" : details.reason);
    const delay = hangs ? 0 : restartDelayMs;
    hangs = false;
    setTimeout(() => {
      if (window.isDestroyed()) return;
      heartbeat.startLoading();
      // One that dies while it loads is told as gone again.
      openPage(window).catch(() => undefined);
    }, delay);
  });
  window.on("close", (event) => {
    if (!options.mayClose()) event.preventDefault();
  });
  window.on("closed", heartbeat.stop);
  return window;
}

/** Loads the screens into `window`; rejects when the page can't be loaded. */
export async function openPage(window: BrowserWindow): Promise<void> {
  await window.loadURL(`${appOrigin}/index.html`);
}
