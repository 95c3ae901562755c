import type { BrowserWindow as ElectronWindow, BrowserWindowConstructorOptions } from "electron";
import { EventEmitter } from "node:events";
import { browser } from "./browser.ts";
import { emitter, implemented, missing, preventable, refuseUnknown } from "./implemented.ts";
import { primaryBounds } from "./screen.ts";
import { defaultSession } from "./session.ts";
import { lifecycle, makeContents } from "./web-contents.ts";

const EVENTS =
  "ready-to-show show focus close closed unresponsive responsive page-title-updated".split(" ");
const OPTIONS = (
  "x y width height kiosk fullscreen frame show backgroundColor title icon autoHideMenuBar " +
  "useContentSize resizable movable minimizable maximizable closable fullscreenable webPreferences"
).split(" ");
/** The safe values are what Chromium does; the others would need Electron. */
const PREFERENCES: Readonly<Record<string, readonly unknown[]>> = {
  sandbox: [true],
  contextIsolation: [true],
  nodeIntegration: [false],
  nodeIntegrationInWorker: [false],
  nodeIntegrationInSubFrames: [false],
  webSecurity: [true],
  allowRunningInsecureContent: [false],
  experimentalFeatures: [false],
  webviewTag: [false],
  navigateOnDragDrop: [false],
  spellcheck: [false],
  enableBlinkFeatures: [""],
  // Their effect is the same here either way: no tools by key, one dialog at a time.
  devTools: [true, false],
  safeDialogs: [true, false],
  disableDialogs: [true, false],
};

/** All windows that are open. */
export const windows = new Map<number, ElectronWindow>();
/** Tells when the last of them has closed. */
export const windowEvents = new EventEmitter();

function checkOptions({ webPreferences = {}, ...options }: BrowserWindowConstructorOptions): void {
  refuseUnknown("BrowserWindow options", options, OPTIONS);
  const { preload: _, session, ...preferences } = webPreferences;
  if (session && session !== defaultSession)
    throw missing("webPreferences.session but the default one");
  refuseUnknown("webPreferences", preferences, Object.keys(PREFERENCES));
  for (const [key, value] of Object.entries(preferences)) {
    if (value !== undefined && !PREFERENCES[key]?.includes(value)) {
      throw missing(`webPreferences.${key} = ${JSON.stringify(value)}`);
    }
  }
}

function makeWindow(options: BrowserWindowConstructorOptions = {}): ElectronWindow {
  checkOptions(options);
  const screen = primaryBounds();
  const events = emitter("BrowserWindow", EVENTS);
  const id = windows.size === 0 ? 1 : Math.max(...windows.keys()) + 1;
  const whole = Boolean(options.kiosk ?? options.fullscreen);
  let bounds = {
    x: options.x ?? 0,
    y: options.y ?? 0,
    width: options.width ?? 800,
    height: options.height ?? 600,
    ...(whole ? screen : {}),
  };
  let isKiosk = Boolean(options.kiosk);
  // Chromium shows its windows at once; this is what the app has asked for.
  let isVisible = options.show ?? true;
  let isDestroyed = false;
  let chromiumWindow: number | undefined;
  let targetId: string | undefined;
  const { preload, disableDialogs = false } = options.webPreferences ?? {};

  const place = async () => {
    if (chromiumWindow === undefined) return;
    const setBounds = async (wanted: object) =>
      browser().send("Browser.setWindowBounds", { windowId: chromiumWindow ?? 0, bounds: wanted });
    await setBounds({ windowState: "normal" });
    // Without a window manager Chromium makes a window of exactly the screen's size one pixel
    // smaller each way, so it is asked for one row more.
    const isScreen = bounds.width === screen.width && bounds.height === screen.height;
    const height = bounds.height + (isScreen ? 1 : 0);
    await setBounds({ left: bounds.x, top: bounds.y, width: bounds.width, height });
    // Full screen is also what hides Chromium's own bars; without a window manager it keeps its size.
    if (isKiosk || whole || options.frame === false) await setBounds({ windowState: "fullscreen" });
  };
  const open = async () => {
    const { targetId: opened } = await browser().send("Target.createTarget", {
      url: "about:blank",
      newWindow: true,
      left: bounds.x,
      top: bounds.y,
      width: bounds.width,
      height: bounds.height,
    });
    targetId = opened;
    ({ windowId: chromiumWindow } = await browser().send("Browser.getWindowForTarget", {
      targetId,
    }));
    contents.attach(await browser().sessionOf(targetId), targetId);
    await place();
  };
  const gone = () => {
    if (isDestroyed) return;
    isDestroyed = true;
    windows.delete(id);
    contents.gone();
    events.emit("closed");
    if (windows.size === 0) windowEvents.emit("all-closed");
  };
  const destroy = () => {
    if (targetId !== undefined) void browser().send("Target.closeTarget", { targetId });
    gone();
  };
  const close = () => {
    if (isDestroyed) return;
    const { event, isPrevented } = preventable("close");
    events.emit("close", event);
    if (!isPrevented()) destroy();
  };
  const contents = makeContents({ preload, disableDialogs, session: defaultSession, close });
  contents.events.once(lifecycle, () => undefined);
  let isPainted = false;
  contents.events.on(lifecycle, (name: string) => {
    if (name !== "firstPaint" || isPainted) return;
    isPainted = true;
    events.emit("ready-to-show", preventable("ready-to-show").event);
  });
  for (const name of ["unresponsive", "responsive"]) {
    contents.events.on(name, () => events.emit(name));
  }

  const window = implemented<ElectronWindow>(
    "BrowserWindow",
    {
      id,
      webContents: contents.api,
      loadURL: (url) => contents.api.loadURL(url),
      show() {
        isVisible = true;
        window.focus();
      },
      focus() {
        if (targetId !== undefined) void browser().send("Target.activateTarget", { targetId });
      },
      restore: () => void place(),
      isMinimized: () => false,
      isVisible: () => isVisible,
      isKiosk: () => isKiosk,
      setKiosk(flag) {
        isKiosk = flag;
        void place();
      },
      isFullScreen: () => isKiosk || whole,
      close,
      destroy,
      isDestroyed: () => isDestroyed,
      getBounds: () => ({ ...bounds }),
      setBounds(wanted) {
        bounds = { ...bounds, ...wanted };
        void place();
      },
      getContentSize: () => [bounds.width, bounds.height],
      setMenu: () => undefined,
      removeMenu: () => undefined,
      getTitle: () => options.title ?? "",
    },
    events,
  );
  windows.set(id, window);
  browser().onGone((closed) => {
    if (closed === targetId) gone();
  });
  open().catch((error: unknown) => {
    if (!isDestroyed) throw error;
  });
  windowEvents.emit("contents", contents.api);
  return window;
}

/** Electron's BrowserWindow, to be called with `new`. */
export const BrowserWindow = new Proxy(
  implemented<typeof ElectronWindow>(
    "BrowserWindow",
    {
      getAllWindows: () => [...windows.values()],
      fromId: (id) => windows.get(id) ?? null,
      fromWebContents: (contents) =>
        [...windows.values()].find((window) => window.webContents === contents) ?? null,
      getFocusedWindow: () => [...windows.values()].at(-1) ?? null,
    },
    function BrowserWindow() {
      // A construct trap needs a constructor as its target.
    },
  ),
  { construct: (_target, [options]) => makeWindow(options as BrowserWindowConstructorOptions) },
);
