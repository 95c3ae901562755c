import type { WebContents } from "electron";
import { EventEmitter } from "node:events";
import { readFileSync } from "node:fs";
import type { Session } from "./cdp.ts";
import { codec } from "./codec.ts";
import { evaluate } from "./evaluate.ts";
import { addFrame, makeMainFrame, removeFrames, type Contents } from "./frames.ts";
import { emitter, implemented, missing, preventable } from "./implemented.ts";
import { receive, type IpcMessage } from "./ipc.ts";
import { LoadError, loadPage, type Stages } from "./load-page.ts";
import { askToNavigate, askToOpen, type OpenHandler } from "./page-guard.ts";
import { pageScripts } from "./page-world.ts";
import { makePrinting } from "./printing.ts";
import { toApp, toPage } from "./protocol.ts";

const EVENTS =
  `will-navigate will-redirect will-frame-navigate will-attach-webview did-finish-load did-fail-load
  dom-ready console-message preload-error render-process-gone destroyed`.split(/\s+/);
const LEVELS: Readonly<Record<string, string>> = {
  error: "error",
  warning: "warning",
  debug: "debug",
};

const { decode } = codec();
let count = 0;

/** Makes the page of one window; `close` closes that window as the page itself would. */
export function makeContents(options: {
  readonly preload: string | undefined;
  readonly disableDialogs: boolean;
  readonly javascript: boolean;
  readonly session: Electron.Session;
  readonly close: () => void;
}): Contents {
  count += 1;
  const id = count;
  const events = emitter("webContents", EVENTS);
  const stages: Stages = new EventEmitter();
  const attached = Promise.withResolvers<Session>();
  const channel = `preload-${crypto.randomUUID()}`;
  let url = "";
  let isGone = false;
  let hasLoaded = false;
  /** The preload's world in the document of now. */
  let world: number | undefined;
  /** Where the page itself wanted to go since its document came: several such wishes can be under way at once. */
  const requested = new Set<string>();
  let openHandler: OpenHandler | undefined;

  const frame = makeMainFrame(id, () => ({ url, isGone }));
  /** For commands whose answer nobody waits for: the page may be gone by then. */
  const order = (...[method, params]: Parameters<Session["send"]>) => {
    attached.promise.then((session) => session.send(method, params)).catch(() => undefined);
  };
  const emit = (name: string, details: object = {}, ...rest: unknown[]) =>
    events.emit(name, preventable(name, details).event, ...rest);
  const tellPage = (context: number, ...message: unknown[]) => {
    const args = JSON.stringify(message).slice(1, -1);
    const expression = `globalThis[${JSON.stringify(channel)}](${args})`;
    order("Runtime.evaluate", { expression, contextId: context });
  };
  const mayNavigate: Contents["mayNavigate"] = (to) => askToNavigate(events, frame, to);
  const mayOpen = (to: string, frameName = "", features = "") => {
    askToOpen(openHandler, { url: toApp(to), frameName, features }, url);
  };

  const onMessage = (context: number, text: string) => {
    const message = JSON.parse(text) as IpcMessage & { readonly url: string };
    const isCurrent = context === world;
    if (isCurrent) url = toApp(message.url);
    if (message.kind === "open-window") {
      const wish = decode(message.args) as { url: string; target?: string; features?: string };
      mayOpen(wish.url, wish.target, wish.features);
    } else if (message.kind === "navigate") {
      const to = decode(message.args) as string;
      const goes = mayNavigate({ url: toApp(to), isMainFrame: true, isRedirect: false });
      if (goes) order("Page.navigate", { url: to });
    } else if (message.kind === "preload-error") {
      emit("preload-error", {}, options.preload, decode(message.args));
    } else {
      void receive(message, api, isCurrent ? frame : null, (kind, encoded) => {
        tellPage(context, kind, message.id, encoded);
      });
    }
  };

  const listen = (session: Session, targetId: string) => {
    session.on("Runtime.executionContextCreated", ({ context }) => {
      const { frameId } = context.auxData as { frameId?: string };
      if (context.name === channel && frameId === targetId) world = context.id;
    });
    session.on("Runtime.bindingCalled", ({ name, payload, executionContextId }) => {
      if (name === channel) onMessage(executionContextId, payload);
    });
    session.on("Page.frameAttached", ({ frameId }) => {
      addFrame(frameId, { contents, isMainFrame: false });
    });
    session.on("Page.frameNavigated", ({ frame: { id: frameId, url: to, urlFragment = "" } }) => {
      if (frameId !== targetId) return;
      url = toApp(to + urlFragment);
      requested.clear();
    });
    session.on("Page.navigatedWithinDocument", ({ frameId, url: to }) => {
      if (frameId === targetId) url = toApp(to);
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
    session.on("Page.domContentEventFired", () => hasLoaded && emit("dom-ready"));
    session.on("Page.loadEventFired", () => hasLoaded && emit("did-finish-load"));
    session.on("Page.javascriptDialogOpening", () => {
      if (options.disableDialogs) order("Page.handleJavaScriptDialog", { accept: false });
    });
    session.on("Runtime.consoleAPICalled", ({ type, args, stackTrace }) => {
      const message = args.map((arg) => String(arg.value ?? arg.description ?? arg.type)).join(" ");
      const { lineNumber = 0, url: source = "" } = stackTrace?.callFrames[0] ?? {};
      const sourceId = toApp(source);
      emit("console-message", {
        level: LEVELS[type] ?? "info",
        message,
        lineNumber,
        sourceId,
        frame,
      });
    });
    session.on("Inspector.targetCrashed", () => {
      // Chromium also says so of a new window that has no process yet.
      if (url === "") return;
      world = undefined;
      stages.emit("stage", "gone", "");
      emit("render-process-gone", {}, { reason: "crashed", exitCode: 5 });
    });
  };

  const api: WebContents = implemented<WebContents>(
    "webContents",
    {
      id,
      mainFrame: frame,
      session: options.session,
      close: options.close,
      getURL: () => url,
      isDestroyed: () => isGone,
      async loadURL(to) {
        const session = await attached.promise;
        hasLoaded = true;
        requested.clear();
        await loadPage(session, stages, toPage(to), to).catch((error: unknown) => {
          const { errno, code } = error as LoadError;
          emit("did-fail-load", {}, errno, code, to, true, id, 1);
          throw error;
        });
      },
      reload: () => {
        requested.clear();
        order("Page.reload");
      },
      forcefullyCrashRenderer: () => {
        order("Page.crash");
      },
      setWebRTCIPHandlingPolicy(policy) {
        if (policy !== "disable_non_proxied_udp") {
          throw missing(`webContents.setWebRTCIPHandlingPolicy("${policy}")`);
        }
      },
      setWindowOpenHandler(handler) {
        openHandler = handler;
      },
      executeJavaScript: async (code, userGesture = false) =>
        evaluate(await attached.promise, code, userGesture),
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
    attach(session, targetId) {
      addFrame(targetId, { contents, isMainFrame: true });
      listen(session, targetId);
      const preload = options.preload === undefined ? "" : readFileSync(options.preload, "utf8");
      const scripts = pageScripts(preload, channel);
      const ofPreload = { source: scripts.preload, worldName: channel };
      const settings = [
        session.send("Page.enable"),
        session.send("Runtime.enable"),
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
