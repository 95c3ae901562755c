import type { WebContents } from "electron";
import { EventEmitter } from "node:events";
import { setTimeout } from "node:timers/promises";
import type { Session } from "./cdp.ts";
import { followConsole } from "./console-messages.ts";
import { evaluate } from "./evaluate.ts";
import { addFrame, makeMainFrame, removeFrames, type Contents, type Stages } from "./frames.ts";
import { emitter, implemented, missing, preventable } from "./implemented.ts";
import { makeLoadUrl, netError } from "./load-url.ts";
import { followNavigation, type Navigation } from "./navigation.ts";
import { askToNavigate, askToOpen, type OpenHandler } from "./page-guard.ts";
import { onPageMessage, type PageMessage } from "./page-messages.ts";
import { pageScripts } from "./page-world.ts";
import { readPreload } from "./preload.ts";
import { makePrinting } from "./printing.ts";
import { toApp, toPage } from "./protocol.ts";
import { watchProcess, type RendererProcess } from "./renderer-process.ts";

const EVENTS =
  `will-navigate will-redirect will-frame-navigate will-attach-webview will-prevent-unload did-start-loading
  did-stop-loading did-start-navigation did-navigate did-frame-navigate did-navigate-in-page did-finish-load
  did-fail-load did-fail-provisional-load dom-ready console-message preload-error render-process-gone destroyed`.split(
    /\s+/,
  );

let count = 0;

/** Makes the page of one window. */
export function makeContents(options: {
  readonly preload: string | undefined;
  readonly disableDialogs: boolean;
  readonly javascript: boolean;
  readonly session: Electron.Session;
  /** `webContents.close`: the page as if it had closed itself. */
  readonly close: () => void;
  /** Its `beforeunload` has kept it open. */
  readonly onStay: () => void;
}): Contents {
  count += 1;
  const id = count;
  const events = emitter("webContents", EVENTS);
  const stages: Stages = new EventEmitter();
  const attached = Promise.withResolvers<Session>();
  const channel = `preload-${crypto.randomUUID()}`;
  let navigation: Navigation | undefined;
  let renderer: RendererProcess | undefined;
  let isGone = false;
  /** The preload's world in the document of now. */
  let world: number | undefined;
  /** Where the page itself wanted to go since its document came: several such wishes can be under way at once. */
  const requested = new Set<string>();
  let openHandler: OpenHandler | undefined;

  const getURL = () => navigation?.url() ?? "";
  const frame = makeMainFrame(id, () => ({
    url: getURL(),
    isGone,
    osProcessId: renderer?.id() ?? 0,
  }));
  /** For commands whose answer nobody waits for: the page may be gone by then. */
  const order = (...[method, params]: Parameters<Session["send"]>) => {
    attached.promise.then((session) => session.send(method, params)).catch(() => undefined);
  };
  const emit = (name: string, details: object = {}, ...rest: unknown[]) => {
    const { event, isPrevented } = preventable(name, details);
    if (!isGone || name === "destroyed") events.emit(name, event, ...rest);
    return isPrevented();
  };
  const tellPage = (context: number, ...message: unknown[]) => {
    const args = JSON.stringify(message).slice(1, -1);
    const expression = `globalThis[${JSON.stringify(channel)}](${args})`;
    order("Runtime.evaluate", { expression, contextId: context });
  };
  const mayNavigate: Contents["mayNavigate"] = (to) => askToNavigate(events, frame, to);
  const mayOpen = (to: string, frameName = "", features = "") => {
    askToOpen(openHandler, { url: toApp(to), frameName, features }, getURL());
  };

  const onMessage = (context: number, message: PageMessage) => {
    const isCurrent = context === world;
    if (isCurrent) navigation?.moved(toApp(message.url));
    onPageMessage(message, {
      ...{ api, emit, mayOpen, preloadPath: options.preload, frame: isCurrent ? frame : null },
      mayNavigate: (to) => mayNavigate({ url: to, isMainFrame: true, isRedirect: false }),
      navigate: (to) => {
        order("Page.navigate", { url: to });
      },
      answer(kind, encoded) {
        tellPage(context, kind, message.id, encoded);
      },
    });
  };

  const listen = (session: Session, targetId: string) => {
    navigation = followNavigation(session, targetId, emit);
    renderer = watchProcess(session, targetId, (details) => {
      // Chromium also says so of a new window that has no process yet.
      if (getURL() === "") return;
      world = undefined;
      navigation?.crashed();
      emit("render-process-gone", {}, details);
    });
    session.on("Runtime.executionContextCreated", ({ context }) => {
      const { frameId } = context.auxData as { frameId?: string };
      if (context.name === channel && frameId === targetId) world = context.id;
    });
    session.on("Runtime.bindingCalled", ({ name, payload, executionContextId }) => {
      if (name === channel) onMessage(executionContextId, JSON.parse(payload) as PageMessage);
    });
    session.on("Page.frameAttached", ({ frameId }) => {
      addFrame(frameId, { contents, isMainFrame: false });
    });
    session.on("Page.frameNavigated", ({ frame: { id: frameId } }) => {
      if (frameId !== targetId) return;
      requested.clear();
      renderer?.renew();
    });
    session.on("Page.frameRequestedNavigation", ({ frameId, url: to, disposition }) => {
      if (disposition !== "currentTab") mayOpen(to);
      else if (frameId === targetId) requested.add(withoutFragment(to));
    });
    session.on("Page.windowOpen", (wish) => {
      mayOpen(wish.url, wish.windowName, wish.windowFeatures.join(","));
    });
    session.on("Page.lifecycleEvent", ({ frameId, loaderId, name }) => {
      if (frameId === targetId) stages.emit("stage", name, loaderId);
    });
    session.on("Page.javascriptDialogOpening", ({ type }) => {
      if (type !== "beforeunload") {
        if (options.disableDialogs) order("Page.handleJavaScriptDialog", { accept: false });
        return;
      }
      const accept = emit("will-prevent-unload");
      order("Page.handleJavaScriptDialog", { accept });
      if (!accept) options.onStay();
    });
    followConsole(session, frame, emit);
  };

  /** Electron takes a load by the app for a user's act: `beforeunload` may keep the page. */
  const activate = (session: Session) =>
    session.send("Runtime.evaluate", { expression: "0", userGesture: true }).catch(() => undefined);

  const begin = async (to: string) => {
    if (URL.canParse(to)) {
      const session = await attached.promise;
      requested.clear();
      void activate(session);
      await navigation?.start(toPage(to));
    } else {
      const { errno, code } = netError("ERR_INVALID_URL");
      emit("did-fail-load", {}, errno, code, to, true);
    }
  };

  const api: WebContents = implemented<WebContents>(
    "webContents",
    {
      id,
      mainFrame: frame,
      session: options.session,
      close: options.close,
      getURL,
      isLoading: () => navigation?.isLoading() ?? false,
      isLoadingMainFrame: () => navigation?.isLoadingMainFrame() ?? false,
      isDestroyed: () => isGone,
      getOSProcessId: () => renderer?.id() ?? 0,
      loadURL: makeLoadUrl(events, begin),
      reload: () => {
        requested.clear();
        order("Page.reload");
      },
      stop: () => {
        order("Page.stopLoading");
      },
      forcefullyCrashRenderer: () => {
        renderer?.crash().catch(() => undefined);
      },
      setWebRTCIPHandlingPolicy(policy) {
        if (policy !== "disable_non_proxied_udp") {
          throw missing(`webContents.setWebRTCIPHandlingPolicy("${policy}")`);
        }
      },
      setWindowOpenHandler(handler) {
        openHandler = handler;
      },
      async executeJavaScript(code, userGesture = false) {
        // waitTillCanExecuteJavaScript of lib/browser/api/web-contents.ts
        if (getURL() === "" || api.isLoadingMainFrame()) {
          await new Promise((done) => events.once("did-stop-loading", done));
        }
        return evaluate(await attached.promise, code, userGesture);
      },
      ...makePrinting(attached.promise),
    },
    events,
  );

  const contents: Contents = {
    id,
    api,
    events,
    stages,
    mayNavigate,
    wasRequestedByPage: (pageUrl) => requested.has(withoutFragment(pageUrl)),
    answered(status) {
      navigation?.answered(status);
    },
    noteRequest(networkId) {
      renderer?.noteRequest(networkId);
    },
    async closePage() {
      const session = await attached.promise;
      // A page that hangs neither hears of this nor has a word in its closing.
      await Promise.race([activate(session), setTimeout(1000)]);
      await session.send("Page.close");
    },
    attach(session, targetId) {
      addFrame(targetId, { contents, isMainFrame: true });
      listen(session, targetId);
      const scripts = pageScripts(readPreload(options.preload), options.preload ?? "", channel);
      const ofPreload = { source: scripts.preload, worldName: channel };
      const settings = [
        session.send("Page.enable"),
        session.send("Runtime.enable"),
        // For the ids of requests, which name the page's process.
        session.send("Network.enable", { maxTotalBufferSize: 0, maxResourceBufferSize: 0 }),
        session.send("Page.setLifecycleEventsEnabled", { enabled: true }),
        session.send("Runtime.addBinding", { name: channel, executionContextName: channel }),
        session.send("Page.addScriptToEvaluateOnNewDocument", { source: scripts.page }),
        session.send("Page.addScriptToEvaluateOnNewDocument", ofPreload),
        session.send("Emulation.setScriptExecutionDisabled", { value: !options.javascript }),
        session.send("Runtime.runIfWaitingForDebugger"),
      ];
      // The next document's process learns of these only when this one's has accepted them.
      attached.resolve(Promise.all(settings).then(() => session));
    },
    gone() {
      isGone = true;
      removeFrames(contents);
      stages.emit("stage", "gone", "");
      emit("destroyed");
    },
  };
  return contents;
}

function withoutFragment(url: string): string {
  return url.replace(/#.*/s, "");
}
