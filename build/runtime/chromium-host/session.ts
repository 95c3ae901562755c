import type { Session, WebRequest } from "electron";
import { emitter, implemented, missing } from "./implemented.ts";
import { permissionHandlers } from "./permissions.ts";

type Before = (
  details: Electron.OnBeforeRequestListenerDetails,
  callback: (response: Electron.CallbackResponse) => void,
) => void;

/** What the app has set, for those who ask it: see requests.ts and browser-window.ts. */
export const rules: { beforeRequest: Before | null } = { beforeRequest: null };

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
      permissionHandlers.request = handler;
    },
    setPermissionCheckHandler(handler) {
      permissionHandlers.check = handler;
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
