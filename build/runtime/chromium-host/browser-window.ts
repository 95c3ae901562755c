import type { BrowserWindow as ElectronWindow, BrowserWindowConstructorOptions } from "electron";
import { EventEmitter } from "node:events";
import { browser } from "./browser.ts";
import { emitter, implemented, preventable } from "./implemented.ts";
import { primaryBounds } from "./screen.ts";
import { defaultSession } from "./session.ts";
import { makeContents } from "./web-contents.ts";
import { checkOptions } from "./window-options.ts";

const EVENTS = "ready-to-show show close closed".split(" ");

/** All windows that are open. */
export const windows = new Map<number, ElectronWindow>();
/** Tells of new pages, of pages whose process is gone, of a closing that was called off and when the last one has closed. */
export const windowEvents = new EventEmitter();

function makeWindow(options: BrowserWindowConstructorOptions = {}): ElectronWindow {
  checkOptions(options);
  const screen = primaryBounds();
  const events = emitter("BrowserWindow", EVENTS);
  const id = Math.max(0, ...windows.keys()) + 1;
  const {
    x = 0,
    y = 0,
    width = 800,
    height = 600,
    kiosk,
    fullscreen,
    webPreferences = {},
  } = options;
  const bounds = { x, y, width, height };
  let isKiosk = kiosk ?? false;
  let isWhole = isKiosk || (fullscreen ?? false);
  let isVisible = options.show ?? true;
  let isDestroyed = false;
  let opened: { readonly targetId: string; readonly windowId: number } | undefined;

  // Chromium shows its windows at once, so one that the app hides lies beyond the screen.
  const outOfSight = () => ({ ...bounds, x: screen.x + screen.width });
  const place = () => {
    if (!opened) return;
    const { windowId } = opened;
    const set = (wanted: object) => {
      void browser().send("Browser.setWindowBounds", { windowId, bounds: wanted });
    };
    const wanted = isWhole ? screen : isVisible ? bounds : outOfSight();
    // Without a window manager Chromium makes a window of exactly the screen's size one pixel
    // smaller each way, so it is asked for one row more.
    const isScreen = wanted.width === screen.width && wanted.height === screen.height;
    set({ windowState: "normal" });
    set({
      left: wanted.x,
      top: wanted.y,
      width: wanted.width,
      height: wanted.height + Number(isScreen),
    });
    // Full screen is also what hides Chromium's own bars; without a window manager it keeps its size.
    if (isWhole || options.frame === false) set({ windowState: "fullscreen" });
  };
  const open = async () => {
    const { session, ...ids } = await browser().open(
      isWhole || isVisible ? bounds : outOfSight(),
      !isVisible,
    );
    opened = ids;
    if (isDestroyed) {
      destroy();
      return;
    }
    browser().onGone(ids.targetId, gone);
    contents.attach(session, ids.targetId);
    place();
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
    if (opened) void browser().send("Target.closeTarget", { targetId: opened.targetId });
    gone();
  };
  const close = () => {
    if (isDestroyed) return;
    const { event, isPrevented } = preventable("close");
    events.emit("close", event);
    if (isPrevented()) windowEvents.emit("close-cancelled");
    else closePage();
  };
  const closePage = () => {
    if (opened) contents.closePage().catch(destroy);
    else destroy();
  };
  const { preload, disableDialogs = false, javascript = true } = webPreferences;
  const contents = makeContents({
    ...{ preload, disableDialogs, javascript },
    ...{ session: defaultSession, close: destroy },
    onStay: () => windowEvents.emit("close-cancelled"),
  });
  contents.events.on("render-process-gone", (event, details) =>
    windowEvents.emit("gone", event, contents.api, details),
  );
  const onStage = (stage: string) => {
    if (stage !== "firstPaint") return;
    contents.stages.off("stage", onStage);
    events.emit("ready-to-show", preventable("ready-to-show").event);
  };
  contents.stages.on("stage", onStage);

  const window: ElectronWindow = implemented<ElectronWindow>(
    "BrowserWindow",
    {
      id,
      webContents: contents.api,
      loadURL: contents.api.loadURL,
      show() {
        isVisible = true;
        // A whole window stands where it is to be seen, and its page must not be laid out a second time.
        if (!isWhole) place();
        window.focus();
        events.emit("show");
      },
      focus() {
        if (opened) void browser().send("Target.activateTarget", { targetId: opened.targetId });
      },
      restore: place,
      isMinimized: () => false,
      isVisible: () => isVisible,
      isKiosk: () => isKiosk,
      setKiosk(flag) {
        isKiosk = isWhole = flag;
        place();
      },
      close,
      destroy,
      isDestroyed: () => isDestroyed,
      getBounds: () => ({ ...(isWhole ? screen : bounds) }),
      // There is no menu to take away.
      setMenu: () => undefined,
      removeMenu: () => undefined,
    },
    events,
  );
  windows.set(id, window);
  open().catch((error: unknown) => {
    // A window may be destroyed while it opens.
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
