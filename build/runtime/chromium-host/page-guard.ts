import type { WebContents, WebFrameMain } from "electron";
import type { EventEmitter } from "node:events";
import type { Navigation } from "./frames.ts";
import { missing, preventable } from "./implemented.ts";
import { askPermission } from "./permissions.ts";

export type OpenHandler = Parameters<WebContents["setWindowOpenHandler"]>[0];

/** Asks the app about a navigation by Electron's events; false when one of them was prevented. */
export function askToNavigate(events: EventEmitter, frame: WebFrameMain, to: Navigation): boolean {
  const { url, isMainFrame, isRedirect } = to;
  const names = isRedirect
    ? ["will-redirect"]
    : ["will-frame-navigate", ...(isMainFrame ? ["will-navigate"] : [])];
  return names.every((name) => {
    const details = { url, isMainFrame, isSameDocument: false, frame: isMainFrame ? frame : null };
    const { event, isPrevented } = preventable(name, { ...details, initiator: frame });
    events.emit(name, event, url, false, isMainFrame);
    return !isPrevented();
  });
}

/** Tells the app that the page wants a window. Chromium's was refused already, so only "deny" can be honoured. */
export function askToOpen(
  handler: OpenHandler | undefined,
  wish: { readonly url: string; readonly frameName: string; readonly features: string },
  referrer: string,
): void {
  const answer = handler?.({
    ...wish,
    disposition: "new-window",
    referrer: { url: referrer, policy: "default" },
  });
  if (answer?.action !== "deny") {
    console.error(missing("webContents.setWindowOpenHandler with the answer allow").message);
  }
}

/** What a navigation to an address is that Chromium can't show: granted, Electron would hand it to the system. */
export function askToOpenExternal(contents: WebContents, url: string): void {
  askPermission(
    contents,
    "openExternal",
    contents.getURL(),
    (isGranted) => {
      if (isGranted) console.error(missing(`opening of ${new URL(url).protocol} outside`).message);
    },
    { externalURL: url },
  );
}
