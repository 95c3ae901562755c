import type { WebContents, WebFrameMain } from "electron";
import { codec } from "./codec.ts";
import { receive, type IpcMessage } from "./ipc.ts";
import { askToOpenExternal } from "./page-guard.ts";
import { askPermission, type Permission } from "./permissions.ts";
import { toApp } from "./protocol.ts";

const { decode, encode } = codec();

/** A message of the preload's world: of the preload itself, or of what stands in for Chromium's own (page-world.ts). */
export interface PageMessage extends IpcMessage {
  /** Where the document is. */
  readonly url: string;
}

/** What a page's messages are acted on with. */
export interface Receiver {
  readonly api: WebContents;
  readonly preloadPath: string | undefined;
  /** Null when the document that has sent the message is no more. */
  readonly frame: WebFrameMain | null;
  readonly emit: (name: string, details: object, ...rest: unknown[]) => unknown;
  readonly mayNavigate: (to: string) => boolean;
  readonly navigate: (to: string) => void;
  readonly mayOpen: (to: string, frameName?: string, features?: string) => void;
  readonly answer: (kind: "resolve" | "reject", encoded: string) => void;
}

/** Acts on one message. */
export function onPageMessage(message: PageMessage, to: Receiver): void {
  if (message.kind === "open-window") {
    const wish = decode(message.args) as { url: string; target?: string; features?: string };
    to.mayOpen(wish.url, wish.target, wish.features);
  } else if (message.kind === "navigate") {
    const url = decode(message.args) as string;
    const goes = to.mayNavigate(toApp(url));
    if (goes && url.startsWith("blob:")) to.navigate(url);
    else if (goes) askToOpenExternal(to.api, url);
  } else if (message.kind === "permission") {
    askPermission(to.api, message.name as Permission, toApp(message.url), (isGranted) => {
      to.answer("resolve", encode(isGranted));
    });
  } else if (message.kind === "preload-error") {
    to.emit("preload-error", {}, to.preloadPath, decode(message.args));
  } else {
    void receive(message, to.api, to.frame, to.answer);
  }
}
