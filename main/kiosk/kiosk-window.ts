import { BrowserWindow, screen } from "electron";
import { appOrigin } from "./app-protocol.ts";
import { hardPreferences } from "./hardening.ts";
import { keepPage } from "./page-keeper.ts";

/**
 * True only in the kiosk's own page, once it shows a screen: a blank page, to which a script may navigate without
 * will-navigate, would answer any other question as well.
 */
const kioskPageCheck = `document.readyState === "complete" && document.querySelector("main[data-screen-id]") !== null`;

/** The kiosk's one window, even after it was replaced. */
export interface KioskWindow {
  /** Opens it with the screens. */
  start(): void;
  /** From then on it is not replaced any more. */
  stop(): void;
  /** Brings it to the front. */
  focus(): void;
  /** Whether `sender` is its page; a message names its sender. */
  owns(sender: object): boolean;
}

/**
 * Keeps one window over the whole first screen; the window shows itself when its page is painted. A page that dies or
 * hangs is loaded again within 3 s, a window that has disappeared is replaced; `onRestart` is called, as a customer's
 * session may have been open in it.
 */
export function keepKioskWindow(options: {
  /** Path of the bundled preload. */
  readonly preload: string;
  readonly devTools: boolean;
  /** Whether the program has ended so far that its window may close. */
  readonly mayClose: () => boolean;
  readonly onRestart: (reason: string) => void;
  /** No page starts any more; a new process of the kiosk may help. */
  readonly onSpent: () => void;
}): KioskWindow {
  let window: BrowserWindow | undefined;
  const keeper = keepPage({
    async open() {
      window ??= open();
      await window.loadURL(`${appOrigin}/index.html`);
    },
    ask: async () => window?.webContents.executeJavaScript(kioskPageCheck) as Promise<unknown>,
    crash: () => window?.webContents.forcefullyCrashRenderer(),
    kill: () => killProcess(window?.webContents.getOSProcessId() ?? 0),
    onLost: options.onRestart,
    onSpent: options.onSpent,
  });

  function open(): BrowserWindow {
    const opened = new BrowserWindow({
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
    opened.once("ready-to-show", () => {
      opened.show();
    });
    opened.webContents.on("render-process-gone", (_event, details) => {
      keeper.gone(details.reason);
    });
    // For instance, a window manager sends this at Alt+F4.
    opened.on("close", (event) => {
      if (!options.mayClose()) event.preventDefault();
    });
    // The window.close() of a sandboxed page isn't cancellable: Electron destroys the page, and its window with it.
    opened.on("closed", () => {
      window = undefined;
      keeper.gone("closed");
    });
    return opened;
  }

  return {
    start: keeper.start,
    stop: keeper.stop,
    focus() {
      if (window?.isMinimized()) window.restore();
      window?.focus();
    },
    owns: (sender) => sender === window?.webContents,
  };
}

function killProcess(processId: number): boolean {
  // 0 would mean this process's own group.
  if (processId <= 0) return false;
  try {
    return process.kill(processId, "SIGKILL");
  } catch {
    return false; // It has ended meanwhile.
  }
}
