import { codec } from "./codec.ts";
import { openEnd } from "./world-bridge.ts";

// What follows runs in the page, as text: each function uses nothing but its arguments and the
// page's own globals.

/** What both sides of the bridge inside a page agree on; the names are random and never told. */
interface Secrets {
  /** The event by which the preload's world hands its hub to the page's world. */
  readonly hello: string;
  /** The property that marks a function, a promise or an error on its way. */
  readonly mark: string;
}

/** Runs in the page's world before its first script: puts there what the preload exposes. */
function pageSide(open: typeof openEnd, { hello, mark }: Secrets): void {
  const welcome = (event: Event) => {
    event.stopImmediatePropagation();
    removeEventListener(hello, welcome);
    const hub = (event as FocusEvent).relatedTarget;
    if (!hub) return;
    const end = open(hub, "page", "preload", mark);
    const freeze = (value: unknown): unknown => {
      if ((typeof value === "object" && value !== null) || typeof value === "function") {
        if (!ArrayBuffer.isView(value) && !Object.isFrozen(value)) {
          Object.values(Object.freeze(value)).forEach(freeze);
        }
      }
      return value;
    };
    hub.addEventListener("expose", (exposed) => {
      const { name, api } = (exposed as CustomEvent<{ name: string; api: unknown }>).detail;
      if (name in window) exposed.preventDefault();
      else Object.defineProperty(window, name, { value: freeze(end.take(api)), enumerable: true });
    });
    const openWindow = (url?: string | URL, target?: string, features?: string) => {
      const detail = {
        url: new URL(url ?? "about:blank", document.baseURI).href,
        target,
        features,
      };
      hub.dispatchEvent(new CustomEvent("open-window", { detail }));
      return null;
    };
    // No window can be opened here, and Electron's answer to a denied one is null, at once.
    window.open = openWindow;
    window.prompt = () => {
      throw new Error("prompt() is not supported.");
    };
    ask = (permission) =>
      new Promise((resolve) => {
        hub.dispatchEvent(
          new CustomEvent("permission", { detail: { permission, resolve: end.give(resolve) } }),
        );
      });
  };
  if (window === window.top) addEventListener(hello, welcome);

  // Chromium grants these without a question. A frame in the page is refused them.
  let ask = (_permission: string) => Promise.resolve(false);
  const guard = (
    owner: object | undefined,
    name: string,
    permission: string,
    refuse: (reject: (error: unknown) => void) => void,
  ) => {
    const original = owner && (Reflect.get(owner, name) as unknown);
    if (!owner || typeof original !== "function") return;
    Object.defineProperty(owner, name, {
      configurable: true,
      writable: true,
      enumerable: true,
      value(this: unknown, ...args: unknown[]) {
        return new Promise((resolve, reject) => {
          void ask(permission).then((isGranted) => {
            if (isGranted) resolve(Reflect.apply(original, this, args));
            else refuse(reject);
          });
        });
      },
    });
  };
  const reject = (give: (error: unknown) => void) => {
    give(new DOMException("Permission denied", "NotAllowedError"));
  };
  for (const name of ["requestFullscreen", "webkitRequestFullscreen", "webkitRequestFullScreen"]) {
    // A refused request is never settled: WebContents::OnEnterFullscreenModeForTab.
    guard(Element.prototype, name, "fullscreen", () => undefined);
  }
  for (const name of ["webkitEnterFullscreen", "webkitEnterFullScreen"]) {
    guard(HTMLVideoElement.prototype, name, "fullscreen", () => undefined);
  }
  guard(Element.prototype, "requestPointerLock", "pointerLock", reject);
  guard((navigator as { keyboard?: object }).keyboard, "lock", "keyboardLock", reject);
}

/** Runs in the preload's isolated world, after `pageSide`; `preload` is the app's own script. */
function preloadSide(
  open: typeof openEnd,
  makeCodec: typeof codec,
  { hello, mark, channel, path }: Secrets & { readonly channel: string; readonly path: string },
  preload: (require: (id: string) => unknown, module: { exports: object }, exports: object) => void,
): void {
  if (window !== window.top) return;

  const world = globalThis as unknown as Record<string, unknown>;
  const post = world[channel] as (text: string) => void;
  const { encode, decode } = makeCodec();
  const hub = new EventTarget();
  window.dispatchEvent(new FocusEvent(hello, { relatedTarget: hub }));
  const end = open(hub, "preload", "page", mark);
  const tell = (kind: string, name: string, id: number, args: unknown) => {
    post(JSON.stringify({ kind, name, id, args: encode(args), url: location.href }));
  };

  const waiting = new Map<number, PromiseWithResolvers<unknown>>();
  let invoked = 0;
  world[channel] = (kind: string, id: number, text: string) => {
    const value = decode(text);
    if (kind === "resolve") waiting.get(id)?.resolve(value);
    else waiting.get(id)?.reject(new Error(String(value)));
    waiting.delete(id);
  };

  const only = <T extends object>(name: string, part: T) =>
    new Proxy(part, {
      get(object, key) {
        if (typeof key === "symbol" || key in object || key === "then")
          return Reflect.get(object, key) as unknown;
        throw new Error(`Electron's ${name}.${key} is not implemented by the Chromium stand-in`);
      },
    });
  const ipcRenderer = only("ipcRenderer", {
    invoke: async (name: string, ...args: unknown[]) => {
      const answer = Promise.withResolvers<unknown>();
      invoked += 1;
      tell("invoke", name, invoked, args);
      waiting.set(invoked, answer);
      return answer.promise;
    },
  });
  const contextBridge = only("contextBridge", {
    exposeInMainWorld: (name: string, api: unknown) => {
      const detail = { name, api: end.give(api) };
      if (!hub.dispatchEvent(new CustomEvent("expose", { detail, cancelable: true }))) {
        throw new Error("Cannot bind an API on top of an existing property on the window object");
      }
    },
  });
  const electron = only("electron (in a preload)", { contextBridge, ipcRenderer });

  hub.addEventListener("open-window", (event) => {
    tell("open-window", "", 0, (event as CustomEvent<unknown>).detail);
  });
  hub.addEventListener("permission", (event) => {
    const { permission, resolve } = (event as CustomEvent<{ permission: string; resolve: unknown }>)
      .detail;
    const answer = Promise.withResolvers<unknown>();
    invoked += 1;
    waiting.set(invoked, answer);
    tell("permission", permission, invoked, null);
    void answer.promise.then(end.take(resolve) as (isGranted: unknown) => void);
  });
  // Navigation that makes no request can't be held back from outside; it waits for the app's answer.
  navigation.addEventListener("navigate", (event) => {
    const { url, sameDocument } = event.destination;
    if (sameDocument || !event.cancelable || event.downloadRequest !== null) return;
    // Electron isn't asked about the first of these (no URL loader, so no throttle); the others Chromium itself refuses.
    if (/^(https?|about|data|file|javascript):/.test(url)) return;
    event.preventDefault();
    tell("navigate", "", 0, url);
  });

  const module = { exports: {} };
  try {
    preload(
      (id) => {
        if (id === "electron" || id === "electron/renderer") return electron;
        throw new Error(`module not found: ${id} (a sandboxed preload has electron only)`);
      },
      module,
      module.exports,
    );
  } catch (error) {
    console.error(`Unable to load preload script: ${path}`);
    console.error(error);
    tell("preload-error", "", 0, error);
  }
}

/** The scripts to add to every document: `page` to its own world first, `preload` to `channel`'s. */
export function pageScripts(
  preloadSource: string,
  path: string,
  channel: string,
): { readonly page: string; readonly preload: string } {
  const secrets = { hello: crypto.randomUUID(), mark: crypto.randomUUID() };
  const call = (run: unknown, ...args: unknown[]) =>
    `(${String(run)})(${args.map(String).join()});`;
  const preload = `function (require, module, exports) {${preloadSource}\n}`;
  const settings = JSON.stringify({ ...secrets, channel, path });
  return {
    page: call(pageSide, openEnd, JSON.stringify(secrets)),
    preload: call(preloadSide, openEnd, codec, settings, preload),
  };
}
