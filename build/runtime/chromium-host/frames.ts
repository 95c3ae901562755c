import type { WebContents, WebFrameMain } from "electron";
import type { EventEmitter } from "node:events";
import type { Session } from "./cdp.ts";
import { implemented } from "./implemented.ts";
import { originOf } from "./protocol.ts";

/** Emits `stage`: the name of a stage of Chromium's life cycle and the id of the load it belongs to. */
export type Stages = EventEmitter<{ stage: [name: string, loader: string] }>;

/** A page, as the rest of the stand-in sees it. */
export interface Contents {
  readonly id: number;
  readonly api: WebContents;
  readonly events: EventEmitter;
  readonly stages: Stages;
  /** Takes over Chromium's page and lets it run. */
  readonly attach: (session: Session, targetId: string) => void;
  /** The app's answer to a navigation of the page's own; false when it is refused. */
  readonly mayNavigate: (to: Navigation) => boolean;
  /** True after a link, form or script of the present document asked for this address in its main frame. */
  readonly wasRequestedByPage: (pageUrl: string) => boolean;
  /** The status of the answer to the main frame's document, before it is given. */
  readonly answered: (status: number) => void;
  /** Chromium's id of a request of one of its frames. */
  readonly noteRequest: (networkId: string) => void;
  /** Closes the page, if its `beforeunload` lets it. */
  readonly closePage: () => Promise<void>;
  /** Chromium's page is no more. */
  readonly gone: () => void;
}

/** Where a frame of a page is about to go, by the app's address. */
export interface Navigation {
  readonly url: string;
  readonly isMainFrame: boolean;
  readonly isRedirect: boolean;
}

/** A page and one of its frames; the main frame has its target's id. */
interface Place {
  readonly contents: Contents;
  readonly isMainFrame: boolean;
}

const places = new Map<string, Place>();

/** Who has the frame with this id; undefined for frames of no page of ours. */
export const placeOf = (frameId: string): Place | undefined => places.get(frameId);

/** Notes a new frame of a page. */
export const addFrame = (frameId: string, place: Place): Map<string, Place> =>
  places.set(frameId, place);

/** Forgets a page with all its frames. */
export function removeFrames(contents: Contents): void {
  for (const [id, place] of places) if (place.contents === contents) places.delete(id);
}

/** Electron's `webContents`, the class with its finders. */
export const webContents = implemented<typeof Electron.webContents>("webContents", {
  getAllWebContents: () =>
    [...places.values()].filter((place) => place.isMainFrame).map(({ contents }) => contents.api),
  fromDevToolsTargetId: (targetId) => places.get(targetId)?.contents.api,
});

/** The main frame of a page, which always tells where the page is now. */
export function makeMainFrame(
  id: number,
  now: () => { url: string; isGone: boolean; osProcessId: number },
): WebFrameMain {
  const frame: WebFrameMain = implemented<WebFrameMain>("WebFrameMain", {
    get url() {
      return now().url;
    },
    get origin() {
      return originOf(now().url);
    },
    get top() {
      return frame;
    },
    get detached() {
      return now().isGone;
    },
    get osProcessId() {
      return now().osProcessId;
    },
    isDestroyed: () => now().isGone,
    parent: null,
    name: "",
    routingId: 1,
    processId: id,
    frameTreeNodeId: id,
  });
  return frame;
}
