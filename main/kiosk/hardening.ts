import type { App, Session, WebContents, WebPreferences } from "electron";

// Numbers are those of Electron's security checklist (electronjs.org/docs/latest/tutorial/security).

/** The restrictions of every page of the kiosk. */
export const hardPreferences = {
  nodeIntegration: false, // 2
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  contextIsolation: true, // 3
  sandbox: true, // 4
  webSecurity: true, // 6
  allowRunningInsecureContent: false, // 8
  experimentalFeatures: false, // 9; and 10, as no enableBlinkFeatures stands here
  webviewTag: false, // 11
  navigateOnDragDrop: false, // 13
  disableDialogs: true,
  spellcheck: false,
} satisfies WebPreferences;

/** Closes every way out of the kiosk's pages; it is called when Electron is ready, before a window is made. */
export function harden(app: App, session: Session, options: { readonly origin: string }): void {
  denyPermissions(session);
  denyOutsideRequests(session, options.origin);
  denyDownloads(session);
  app.on("web-contents-created", (_event, contents) => {
    denyNavigation(contents);
    denyNewWindows(contents);
    denyWebViews(contents);
    denyCalls(contents);
  });
}

/**
 * 5: camera, location, notifications, devices and all other permissions; a screen capture is refused as no handler
 * offers one.
 */
function denyPermissions(session: Session): void {
  session.setPermissionRequestHandler((_contents, _permission, answer) => {
    answer(false);
  });
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
}

/** 1: only the kiosk's own files are loaded, whatever a script or a style requests. */
function denyOutsideRequests(session: Session, origin: string): void {
  session.webRequest.onBeforeRequest((details, answer) => {
    answer({ cancel: !details.url.startsWith(`${origin}/`) });
  });
}

/** 13: a download is a navigation too, and a kiosk has no place for files of customers. */
function denyDownloads(session: Session): void {
  session.on("will-download", (event) => {
    event.preventDefault();
  });
}

/** 13: the page moves between screens by itself and never to another address. */
function denyNavigation(contents: WebContents): void {
  contents.on("will-navigate", (event) => {
    event.preventDefault();
  });
  contents.on("will-redirect", (event) => {
    event.preventDefault();
  });
  contents.on("will-frame-navigate", (event) => {
    event.preventDefault();
  });
}

/** 14 (and 15, as no address is passed to another program). */
function denyNewWindows(contents: WebContents): void {
  contents.setWindowOpenHandler(() => ({ action: "deny" }));
}

/** 11 and 12. */
function denyWebViews(contents: WebContents): void {
  contents.on("will-attach-webview", (event) => {
    event.preventDefault();
  });
}

/** 1: a WebRTC call to another machine is no request that {@link denyOutsideRequests} would see. */
function denyCalls(contents: WebContents): void {
  contents.setWebRTCIPHandlingPolicy("disable_non_proxied_udp");
}
