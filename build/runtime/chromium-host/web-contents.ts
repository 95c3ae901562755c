import type { NativeImage, WebContents, WebFrameMain, WindowOpenHandlerResponse } from "electron";
import type { EventEmitter } from "node:events";
import { readFileSync } from "node:fs";
import type { Session } from "./cdp.ts";
import { codec } from "./codec.ts";
import { emitter, implemented, missing, preventable } from "./implemented.ts";
import { receive, type IpcMessage } from "./ipc.ts";
import { loadError } from "./net-errors.ts";
import { pageScripts } from "./page-world.ts";
import { originOf, toApp, toPage } from "./protocol.ts";

/** A page, as the rest of the stand-in sees it. */
export interface Contents {
  readonly api: WebContents;
  readonly events: EventEmitter;
  readonly id: number;
  /** Takes over Chromium's page and lets it run. */
  readonly attach: (session: Session, targetId: string) => void;
  /** The app's answer to a navigation of the page's own; false when it is refused. */
  readonly mayNavigate: (event: "will-navigate" | "will-redirect", url: string) => boolean;
  /** True once after the main frame's own link, form or script asked for this address. */
  readonly wasRequestedByPage: (pageUrl: string) => boolean;
  /** Chromium's page is no more. */
  readonly gone: () => void;
}

type OpenHandler = Parameters<WebContents["setWindowOpenHandler"]>[0];

const EVENTS = [
  "will-navigate will-redirect will-frame-navigate will-attach-webview did-navigate did-finish-load",
  "did-fail-load dom-ready console-message preload-error render-process-gone unresponsive responsive destroyed",
].flatMap((names) => names.split(" "));

const { encode, decode } = codec();
const all = new Map<string, Contents>();
let count = 0;

/** The page whose main frame has this id, which is also its target's. */
export const contentsOf = (frameId: string | undefined): Contents | undefined =>
  frameId === undefined ? undefined : all.get(frameId);

/** Electron's `webContents`, the class with its finders. */
export const webContents = implemented<typeof Electron.webContents>("webContents", {
  getAllWebContents: () => [...all.values()].map(({ api }) => api),
  fromId: (id) => [...all.values()].find((contents) => contents.id === id)?.api,
  fromDevToolsTargetId: (targetId) => all.get(targetId)?.api,
});

/** Makes the page of one window; `close` closes that window as the page itself would. */
export function makeContents(options: {
  readonly preload: string | undefined;
  readonly disableDialogs: boolean;
  readonly session: Electron.Session;
  readonly close: () => void;
}): Contents {
  count += 1;
  const id = count;
  const events = emitter("webContents", EVENTS);
  const attached = Promise.withResolvers<Session>();
  const channel = `preload-${crypto.randomUUID()}`;
  let target: string | undefined;
  let url = "";
  let world: number | undefined;
  let isGone = false;
  let requested: string | undefined;
  let openHandler: OpenHandler | undefined;
  let loads = 0;

  const frame: WebFrameMain = implemented<WebFrameMain>("WebFrameMain", {
    get url() {
      return url;
    },
    get origin() {
      return originOf(url);
    },
    parent: null,
    get top() {
      return frame;
    },
    name: "",
    routingId: 1,
    processId: id,
    frameTreeNodeId: id,
    get detached() {
      return isGone;
    },
    isDestroyed: () => isGone,
  });
  const command: Session["send"] = async (method, params) =>
    (await attached.promise).send(method, params);
  /** For commands whose answer nobody waits for: the page may be gone by then. */
  const order = (...[method, params]: Parameters<Session["send"]>) => {
    command(method, params).catch(() => undefined);
  };
  const emitSimple = (name: string, details: object = {}, ...rest: unknown[]) =>
    events.emit(name, preventable(name, details).event, ...rest);

  const tellPage = (context: number | undefined, ...message: unknown[]) => {
    if (context === undefined) return;
    const expression = `globalThis[${JSON.stringify(channel)}](${JSON.stringify(message).slice(1, -1)})`;
    order("Runtime.evaluate", { expression, contextId: context });
  };
  const mayNavigate: Contents["mayNavigate"] = (name, to) => {
    const details = { url: to, isMainFrame: true, isSameDocument: false, frame, initiator: frame };
    const inFrame = preventable("will-frame-navigate", { ...details });
    if (name === "will-navigate") events.emit("will-frame-navigate", inFrame.event, to);
    if (inFrame.isPrevented()) return false;
    const { event, isPrevented } = preventable(name, { ...details });
    events.emit(name, event, to, false, true);
    return !isPrevented();
  };
  const askToOpen = (to: string, frameName: string, features: string) => {
    const details = { url: toApp(to), frameName, features, disposition: "new-window" as const };
    const referrer = { url, policy: "default" as const };
    // Chromium's popup was refused already; what the app may say here is "deny".
    const answer: WindowOpenHandlerResponse = openHandler?.({ ...details, referrer }) ?? {
      action: "allow",
    };
    if (answer.action !== "deny") {
      console.error(missing("webContents.setWindowOpenHandler with the answer allow").message);
    }
  };
  const onMessage = (context: number, text: string) => {
    const message = JSON.parse(text) as IpcMessage & { readonly url: string };
    const isCurrent = context === world;
    if (isCurrent) url = toApp(message.url);
    switch (message.kind) {
      case "open-window": {
        const wish = decode(message.args) as { url: string; target?: string; features?: string };
        return askToOpen(wish.url, wish.target ?? "", wish.features ?? "");
      }
      case "navigate": {
        const to = decode(message.args) as string;
        if (mayNavigate("will-navigate", toApp(to))) order("Page.navigate", { url: to });
        return;
      }
      case "preload-error":
        return void emitSimple("preload-error", {}, options.preload, decode(message.args));
      default:
        return void receive(message, api, isCurrent ? frame : null, (kind, encoded) => {
          tellPage(context, kind, message.name, message.id, encoded);
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
    session.on("Page.frameNavigated", ({ frame: { id: frameId, url: to, urlFragment = "" } }) => {
      if (frameId !== targetId) return;
      url = toApp(to + urlFragment);
      emitSimple("did-navigate", {}, url);
    });
    session.on("Page.navigatedWithinDocument", ({ frameId, url: to }) => {
      if (frameId === targetId) url = toApp(to);
    });
    session.on("Page.frameRequestedNavigation", ({ frameId, url: to, disposition }) => {
      if (disposition !== "currentTab") askToOpen(to, "", "");
      else if (frameId === targetId) requested = to.replace(/#.*/s, "");
    });
    session.on("Page.lifecycleEvent", ({ frameId, loaderId, name }) => {
      if (frameId === targetId) events.emit(lifecycle, name, loaderId);
    });
    session.on("Page.domContentEventFired", () => loads > 0 && emitSimple("dom-ready"));
    session.on("Page.loadEventFired", () => loads > 0 && emitSimple("did-finish-load"));
    session.on("Page.windowOpen", (wish) => {
      askToOpen(wish.url, wish.windowName, wish.windowFeatures.join(","));
    });
    session.on("Page.javascriptDialogOpening", () => {
      if (options.disableDialogs)
        void session.send("Page.handleJavaScriptDialog", { accept: false });
    });
    session.on("Runtime.consoleAPICalled", ({ type, args, stackTrace }) => {
      const level =
        type === "error"
          ? "error"
          : type === "warning"
            ? "warning"
            : type === "debug"
              ? "debug"
              : "info";
      const message = args.map((arg) => String(arg.value ?? arg.description ?? arg.type)).join(" ");
      const place = stackTrace?.callFrames[0];
      const details = {
        level,
        message,
        lineNumber: place?.lineNumber ?? 0,
        sourceId: place?.url ?? "",
        frame,
      };
      emitSimple("console-message", details);
    });
    session.on("Inspector.targetCrashed", () => {
      // Chromium also says so of a new window that has no process yet.
      if (url === "") return;
      world = undefined;
      events.emit(lifecycle, "crashed");
      emitSimple("render-process-gone", {}, { reason: "crashed", exitCode: 5 });
    });
  };

  const load = async (to: string) => {
    const session = await attached.promise;
    loads += 1;
    const loaded = new Set<unknown>();
    const settled = Promise.withResolvers<undefined>();
    let loader: string | undefined;
    const onLifecycle = (name: string, loaderId: string) => {
      if (name === "load") loaded.add(loaderId);
      if (name === "crashed") settled.reject(loadError("ERR_FAILED", to));
      if (loader !== undefined && loaded.has(loader)) settled.resolve(undefined);
    };
    events.on(lifecycle, onLifecycle);
    try {
      const { errorText, loaderId } = await session.send("Page.navigate", { url: toPage(to) });
      if (errorText) throw loadError(errorText, to);
      loader = loaderId;
      if (loader === undefined || loaded.has(loader)) return;
      await settled.promise;
    } catch (error) {
      const failure =
        error instanceof Error && "errno" in error ? error : loadError("ERR_FAILED", to);
      const { code, errno } = failure as Error & { code: string; errno: number };
      emitSimple("did-fail-load", {}, errno, code, to, true, id, 1);
      throw failure;
    } finally {
      events.off(lifecycle, onLifecycle);
    }
  };

  const evaluate = async (expression: string, userGesture: boolean): Promise<unknown> => {
    const { result, exceptionDetails } = await command("Runtime.evaluate", {
      expression,
      userGesture,
      awaitPromise: true,
    });
    if (exceptionDetails) {
      throw new Error(
        exceptionDetails.exception?.description?.split("\n")[0] ?? exceptionDetails.text,
      );
    }
    const isObject = result.objectId !== undefined;
    const { result: text } = await command("Runtime.callFunctionOn", {
      functionDeclaration: `function (value) { return (${codec})().encode(value) }`,
      ...(isObject ? { objectId: result.objectId } : {}),
      arguments: [isObject ? { objectId: result.objectId } : result],
      returnByValue: true,
    } as Parameters<typeof command<"Runtime.callFunctionOn">>[1]);
    return decode(text.value as string);
  };

  const api: WebContents = implemented<WebContents>(
    "webContents",
    {
      id,
      mainFrame: frame,
      session: options.session,
      getURL: () => url,
      isDestroyed: () => isGone,
      loadURL: load,
      reload: () => {
        order("Page.reload");
      },
      close: options.close,
      send(channelName, ...args: unknown[]) {
        tellPage(world, "send", channelName, 0, encode(args));
      },
      setWindowOpenHandler(handler) {
        openHandler = handler;
      },
      executeJavaScript: (code, userGesture = false) => evaluate(code, userGesture),
      forcefullyCrashRenderer: () => {
        order("Page.crash");
      },
      async printToPDF() {
        const { data } = await command("Page.printToPDF", {
          printBackground: true,
          preferCSSPageSize: true,
        });
        return Buffer.from(data, "base64");
      },
      async capturePage() {
        const { data } = await command("Page.captureScreenshot", { format: "png" });
        return implemented<NativeImage>("NativeImage", {
          toPNG: () => Buffer.from(data, "base64"),
        });
      },
    },
    events,
  );

  const contents: Contents = {
    api,
    events,
    id,
    mayNavigate,
    wasRequestedByPage(pageUrl) {
      const isTheOne = requested !== undefined && requested === pageUrl.replace(/#.*/s, "");
      requested = undefined;
      return isTheOne;
    },
    attach(session, targetId) {
      target = targetId;
      all.set(targetId, contents);
      listen(session, targetId);
      const scripts = pageScripts(
        options.preload ? readFileSync(options.preload, "utf8") : "",
        channel,
      );
      const source = scripts.preload;
      const settings = [
        session.send("Page.enable"),
        session.send("Runtime.enable"),
        session.send("Page.setLifecycleEventsEnabled", { enabled: true }),
        session.send("Runtime.addBinding", { name: channel, executionContextName: channel }),
        session.send("Page.addScriptToEvaluateOnNewDocument", { source: scripts.page }),
        session.send("Page.addScriptToEvaluateOnNewDocument", { source, worldName: channel }),
        session.send("Runtime.runIfWaitingForDebugger"),
      ];
      // The next document's process learns of these only when this one's has accepted them.
      attached.resolve(Promise.all(settings).then(() => session));
    },
    gone() {
      if (isGone) return;
      isGone = true;
      if (target !== undefined) all.delete(target);
      emitSimple("destroyed");
    },
  };
  return contents;
}

/** Inner event of a page: a stage of Chromium's life cycle and the load it belongs to. */
export const lifecycle = Symbol("lifecycle");
