import type { Session, WebContents, WebRequest } from "electron";
import { browser } from "./browser.ts";
import { emitter, implemented, missing } from "./implemented.ts";

type Ask<K extends "setPermissionRequestHandler" | "setPermissionCheckHandler"> = Parameters<
  Session[K]
>[0];
type Before = (
  details: Electron.OnBeforeRequestListenerDetails,
  callback: (response: Electron.CallbackResponse) => void,
) => void;

/** What the app has set, for those who ask it: see requests.ts and browser-window.ts. */
export const rules: { beforeRequest: Before | null } = { beforeRequest: null };
let requestHandler: Ask<"setPermissionRequestHandler"> = null;
let checkHandler: Ask<"setPermissionCheckHandler"> = null;

export const sessionEvents = emitter("session", ["will-download"]);

const webRequest = implemented<WebRequest>("webRequest", {
  onBeforeRequest(listener: object | null) {
    if (listener !== null && typeof listener !== "function") {
      throw missing("session.webRequest with a filter");
    }
    rules.beforeRequest = listener as Before | null;
  },
});

export const defaultSession: Session = implemented<Session>(
  "session",
  {
    webRequest,
    setPermissionRequestHandler(handler) {
      requestHandler = handler;
    },
    setPermissionCheckHandler(handler) {
      checkHandler = handler;
    },
    // Chromium hands out devices and screens through its own choosers alone, and none is ever answered.
    setDevicePermissionHandler: () => undefined,
    setDisplayMediaRequestHandler: () => undefined,
    setSpellCheckerEnabled(enable) {
      if (enable) throw missing("session.setSpellCheckerEnabled(true)");
    },
  },
  sessionEvents,
);

/** Electron's names for what a page may ask for, with the Permissions API's. */
const PERMISSIONS = [
  ["clipboard-read", "clipboard-read"],
  ["clipboard-sanitized-write", "clipboard-write"],
  ["geolocation", "geolocation"],
  ["idle-detection", "idle-detection"],
  ["media", "camera"],
  ["media", "microphone"],
  ["midi", "midi"],
  ["notifications", "notifications"],
  ["display-capture", "display-capture"],
  ["window-management", "window-management"],
] as const;

/**
 * Chromium can't be made to ask when a page does, so the app's handlers are asked when a page is
 * loaded, once for each permission. Without handlers everything is granted, as Electron does.
 */
export function applyPermissions(contents: WebContents, url: string, pageOrigin: string): void {
  for (const [permission, name] of PERMISSIONS) {
    const set = (isGranted: boolean) => {
      const setting = isGranted ? ("granted" as const) : ("denied" as const);
      void browser().send("Browser.setPermission", {
        permission: { name },
        setting,
        origin: pageOrigin,
      });
    };
    const details = { isMainFrame: true, requestingUrl: url };
    if (checkHandler && !checkHandler(contents, permission, url, details)) set(false);
    else if (requestHandler) requestHandler(contents, permission, set, details);
    else set(true);
  }
}
