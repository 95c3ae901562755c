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
  let bounds = {
    x: options.x ?? 0,
    y: options.y ?? 0,
    width: options.width ?? 800,
    height: options.height ?? 600,
  };
  let isKiosk = Boolean(options.kiosk);
  let whole = isKiosk || Boolean(options.fullscreen);
  // Chromium shows its windows at once; this is what the app has asked for.
  let isVisible = options.show ?? true;
  let isDestroyed = false;
  let windowId: number | undefined;
  let targetId: string | undefined;
  const { preload, disableDialogs = false } = options.webPreferences ?? {};

  const place = async () => {
    if (windowId === undefined) return;
    const id = windowId;
    const set = async (wanted: object) =>
      browser().send("Browser.setWindowBounds", { windowId: id, bounds: wanted });
    await set({ windowState: "normal" });
    const { x: left, y: top, width, height } = whole ? screen : bounds;
    // Without a window manager Chromium makes a window of exactly the screen's size one pixel
    // smaller each way, so it is asked for one row more.
    const isScreen = width === screen.width && height === screen.height;
    await set({ left, top, width, height: height + (isScreen ? 1 : 0) });
    // Full screen is also what hides Chromium's own bars; without a window manager it keeps its size.
    if (whole || options.frame === false) await set({ windowState: "fullscreen" });
  };
  const open = async () => {
    const opened = await browser().open(bounds);
    ({ targetId, windowId } = opened);
    contents.attach(opened.session, targetId);
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
  let isPainted = false;
  contents.events.on(lifecycle, (name: string) => {
    if (name !== "firstPaint" || isPainted) return;
    isPainted = true;
    events.emit("ready-to-show", preventable("ready-to-show").event);
  });
  for (const name of ["unresponsive", "responsive"]) {
    contents.events.on(name, () => events.emit(name));
  }

  const window: ElectronWindow = implemented<ElectronWindow>(
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
        whole = flag;
        void place();
      },
      isFullScreen: () => whole,
      close,
      destroy,
      isDestroyed: () => isDestroyed,
      getBounds: () => ({ ...(whole ? screen : bounds) }),
      setBounds(wanted) {
        bounds = { ...bounds, ...wanted };
        void place();
      },
      getContentSize: () => [window.getBounds().width, window.getBounds().height],
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
