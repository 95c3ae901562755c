import type { Session, WebContents } from "electron";
import { browser } from "./browser.ts";

type Handler<K extends "setPermissionRequestHandler" | "setPermissionCheckHandler"> = Parameters<
  Session[K]
>[0];

/** Electron's name for what a page may ask for. */
export type Permission = Parameters<NonNullable<Handler<"setPermissionRequestHandler">>>[1];

/** What the app has set. */
export const permissionHandlers: {
  request: Handler<"setPermissionRequestHandler">;
  check: Handler<"setPermissionCheckHandler">;
} = { request: null, check: null };

/**
 * Electron's names (shell/common/gin_converters/content_converter.cc) with the Permissions API's. What has no name
 * there is refused by Chromium's own settings (chromium.ts), or asked about when a page wants it (page-world.ts).
 */
const PERMISSIONS: readonly (readonly [
  Permission,
  ...{ name: string; [detail: string]: unknown }[],
])[] = [
  ["background-fetch", { name: "background-fetch" }],
  ["background-sync", { name: "background-sync" }],
  ["captured-surface-control", { name: "captured-surface-control" }],
  ["clipboard-read", { name: "clipboard-read" }],
  ["clipboard-sanitized-write", { name: "clipboard-write" }],
  ["display-capture", { name: "display-capture" }],
  ["fileSystem"],
  ["geolocation", { name: "geolocation" }],
  ["hid"],
  ["idle-detection", { name: "idle-detection" }],
  ["local-fonts", { name: "local-fonts" }],
  ["local-network", { name: "local-network" }],
  ["local-network-access", { name: "local-network-access" }],
  ["loopback-network", { name: "loopback-network" }],
  ["media", { name: "camera" }, { name: "microphone" }, { name: "camera", panTiltZoom: true }],
  ["midi", { name: "midi" }],
  ["midiSysex", { name: "midi", sysex: true }],
  ["nfc", { name: "nfc" }],
  ["notifications", { name: "notifications" }],
  ["payment-handler", { name: "payment-handler" }],
  ["periodic-background-sync", { name: "periodic-background-sync" }],
  ["persistent-storage", { name: "persistent-storage" }],
  ["screen-wake-lock", { name: "screen-wake-lock" }],
  [
    "sensors",
    ...["accelerometer", "gyroscope", "magnetometer", "ambient-light-sensor"].map((name) => ({
      name,
    })),
  ],
  ["serial"],
  ["speaker-selection", { name: "speaker-selection" }],
  ["storage-access", { name: "storage-access" }],
  ["system-wake-lock", { name: "system-wake-lock" }],
  ["top-level-storage-access", { name: "top-level-storage-access" }],
  ["usb"],
  ["web-app-installation", { name: "web-app-installation" }],
  ["window-management", { name: "window-management" }],
];

/**
 * Asks the app's handlers; without handlers everything is granted (ElectronPermissionManager). Electron asks one of
 * them for a query and the other for a request; here both have to agree.
 */
export function askPermission(
  contents: WebContents,
  permission: Permission,
  url: string,
  answer: (isGranted: boolean) => void,
  more: object = {},
): void {
  const { check, request } = permissionHandlers;
  const details = { isMainFrame: true, requestingUrl: url, ...more };
  const isAllowed = check?.(contents, permission, url, details) ?? true;
  if (request) {
    request(
      contents,
      permission,
      (isGranted) => {
        answer(isGranted && isAllowed);
      },
      details,
    );
  } else answer(isAllowed);
}

/**
 * Chromium can't be made to ask when a page does, so the app is asked when a page is loaded, once for each
 * permission, and Chromium then answers the page by itself.
 */
export function applyPermissions(contents: WebContents, url: string, pageOrigin: string): void {
  for (const [permission, ...names] of PERMISSIONS) {
    askPermission(contents, permission, url, (isGranted) => {
      const setting = isGranted ? ("granted" as const) : ("denied" as const);
      for (const name of names) {
        // Only the storage access of a page that embeds others needs the last one.
        const permission = { ...name, requestedOrigin: pageOrigin };
        void browser().send("Browser.setPermission", { permission, setting, origin: pageOrigin });
      }
    });
  }
}
