import type { Session } from "./cdp.ts";
import { netError } from "./load-url.ts";
import { toApp } from "./protocol.ts";

type Emit = (name: string, details?: object, ...rest: unknown[]) => void;

/** Where a page is and whether it loads, as Electron tells of it. */
export interface Navigation {
  /** The app's address of the committed document; empty before the first. */
  readonly url: () => string;
  /** WebContents::ShouldShowLoadingUI: from the start of a load in the main frame until nothing loads any more. */
  readonly isLoadingMainFrame: () => boolean;
  readonly isLoading: () => boolean;
  /**
   * The app's own load; resolves when it has begun. Before the first one nothing is told, since the empty page that
   * Chromium begins with is no load in Electron.
   */
  readonly start: (pageUrl: string) => Promise<void>;
  /** The document itself has said where it is, before Chromium does. */
  readonly moved: (appUrl: string) => void;
  /** The status of the answer to the document that is on its way. */
  readonly answered: (status: number) => void;
  /** The page's process has ended. */
  readonly crashed: () => void;
}

/** Emits Electron's events of the loads and navigations in `targetId`, a page of `session`. */
export function followNavigation(session: Session, targetId: string, emit: Emit): Navigation {
  let url = "";
  let isAwake = false;
  let showsLoading = false;
  let isErrorPage = false;
  let status = -1;
  let asked: Promise<unknown> = Promise.resolve();
  let errorText = "";
  let onStart: (() => void) | undefined;
  /** The frames that load. */
  const loading = new Set<string>();

  const startLoading = (frameId: string) => {
    if (frameId === targetId) showsLoading = true;
    if (loading.size === 0) emit("did-start-loading");
    loading.add(frameId);
  };
  const stopLoading = (frameId: string) => {
    if (!loading.delete(frameId) || loading.size > 0) return;
    showsLoading = false;
    emit("did-stop-loading");
  };
  const fail = async () => {
    // The answer to the command, which may lie behind the event, has the reason.
    await asked;
    const { code, errno } = netError(errorText);
    const told = [errno, code, url, true, 1, 1];
    emit("did-fail-provisional-load", {}, ...told);
    if (code !== "ERR_ABORTED") emit("did-fail-load", {}, ...told);
  };

  session.on("Page.frameStartedNavigating", ({ frameId, url: to, navigationType }) => {
    if (!isAwake) return;
    const isMainFrame = frameId === targetId;
    const isSameDocument = /samedocument/i.test(navigationType);
    if (!isSameDocument) startLoading(frameId);
    const details = { url: toApp(to), isSameDocument, isMainFrame };
    emit("did-start-navigation", details, toApp(to), isSameDocument, isMainFrame, 1, 1);
    if (isMainFrame) onStart?.();
  });
  session.on("Page.frameStoppedLoading", ({ frameId }) => {
    stopLoading(frameId);
  });
  session.on("Page.frameDetached", ({ frameId }) => {
    stopLoading(frameId);
  });
  session.on("Page.frameNavigated", ({ frame }) => {
    if (!isAwake) return;
    const isMainFrame = frame.id === targetId;
    const to = toApp((frame.unreachableUrl ?? frame.url) + (frame.urlFragment ?? ""));
    const code = isMainFrame ? status : -1;
    if (isMainFrame) {
      url = to;
      isErrorPage = frame.unreachableUrl !== undefined;
      status = -1;
      if (isErrorPage) {
        void fail();
        return;
      }
    }
    emit("did-frame-navigate", {}, to, code, "", isMainFrame, 1, 1);
    if (isMainFrame) emit("did-navigate", {}, to, code, "");
  });
  session.on("Page.navigatedWithinDocument", ({ frameId, url: to }) => {
    if (!isAwake) return;
    const isMainFrame = frameId === targetId;
    if (isMainFrame) url = toApp(to);
    emit("did-navigate-in-page", {}, toApp(to), isMainFrame, 1, 1);
  });
  session.on("Page.domContentEventFired", () => {
    if (isAwake && !isErrorPage) emit("dom-ready");
  });
  session.on("Page.loadEventFired", () => {
    if (!isAwake) return;
    // Chromium's own page about the failure has no end of its load.
    if (isErrorPage) void asked.then(() => stopLoading(targetId));
    else emit("did-finish-load");
  });

  return {
    url: () => url,
    isLoading: () => loading.size > 0,
    isLoadingMainFrame: () => showsLoading,
    async start(pageUrl) {
      isAwake = true;
      errorText = "";
      const answer = session.send("Page.navigate", { url: pageUrl });
      asked = answer.then(
        (given) => (errorText = given.errorText ?? ""),
        (error: unknown) => (errorText = String(error)),
      );
      await Promise.race([asked, new Promise<void>((begun) => (onStart = begun))]);
    },
    moved(to) {
      if (isAwake) url = to;
    },
    answered(code) {
      status = code;
    },
    crashed() {
      if (loading.size === 0) return;
      loading.clear();
      showsLoading = false;
      emit("did-stop-loading");
    },
  };
}
