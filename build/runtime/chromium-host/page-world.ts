import { codec } from "./codec.ts";

// What follows runs in the page, as text: each function uses nothing but its arguments and the
// page's own globals.

/** What both sides of the bridge inside a page agree on; the names are random and never told. */
interface Secrets {
  /** The event by which the preload's world hands its hub to the page's world. */
  readonly hello: string;
  /** The property that marks a function, a promise or an error on its way. */
  readonly mark: string;
}

interface End {
  readonly give: (value: unknown) => unknown;
  readonly take: (value: unknown) => unknown;
}

/**
 * One end of the bridge between a page's two worlds. They share no objects but the DOM's, so the hub
 * is an EventTarget that both know and nobody else can reach: an event's detail is cloned when the
 * other world reads it, and dispatching is a synchronous call. That gives contextBridge's rules:
 * plain values are copied, functions and promises are represented, prototypes stay behind.
 */
function openEnd(hub: EventTarget, mine: string, theirs: string, mark: string): End {
  const dispatch = hub.dispatchEvent.bind(hub);
  const Message = CustomEvent;
  const clone = structuredClone;
  const given: ((...args: unknown[]) => unknown)[] = [];
  const answers: unknown[] = [];
  const promised = new Map<number, PromiseWithResolvers<unknown>>();
  let promises = 0;

  const tell = (detail: object) => dispatch(new Message(theirs, { detail }));
  const messageOf = (error: unknown) =>
    error instanceof Error
      ? error.message
      : "An unknown exception occurred in the isolated context";

  const give = (value: unknown, seen = new Map<object, unknown>()): unknown => {
    if (typeof value === "symbol") throw new TypeError("An object could not be cloned.");
    if (typeof value === "function") {
      const known = given.indexOf(value as () => unknown);
      const id = known >= 0 ? known : given.push(value as () => unknown) - 1;
      return { [mark]: "function", id };
    }
    if (typeof value !== "object" || value === null) return value;
    if (seen.has(value)) return seen.get(value);
    if (value instanceof Promise) {
      promises += 1;
      const id = promises;
      const settle = (how: "resolve" | "reject") => (result: unknown) => {
        try {
          tell({ settle: id, how, value: give(result) });
        } catch (error) {
          tell({ settle: id, how: "reject", value: give(error) });
        }
      };
      value.then(settle("resolve"), settle("reject"));
      return { [mark]: "promise", id };
    }
    if (value instanceof Error) return { [mark]: "error", message: value.message };
    if (Array.isArray(value)) {
      const list: unknown[] = [];
      seen.set(value, list);
      for (const item of value) list.push(give(item, seen));
      return list;
    }
    if (Object.prototype.toString.call(value) === "[object Object]") {
      const copy: Record<string, unknown> = {};
      seen.set(value, copy);
      for (const [key, item] of Object.entries(value)) copy[key] = give(item, seen);
      return copy;
    }
    try {
      clone(value);
    } catch {
      throw new TypeError("An object could not be cloned.");
    }
    return value;
  };

  const take = (value: unknown, seen = new Set<unknown>()): unknown => {
    if (typeof value !== "object" || value === null || seen.has(value)) return value;
    const parts = value as Record<string, unknown>;
    const id = parts["id"] as number;
    if (parts[mark] === "error") return new Error(parts["message"] as string);
    if (parts[mark] === "promise") {
      const promise = Promise.withResolvers<unknown>();
      promised.set(id, promise);
      return promise.promise;
    }
    if (parts[mark] === "function") {
      return (...args: unknown[]) => {
        tell({ call: id, args: give(args) });
        const answer = answers.pop() as { value?: unknown; error?: string } | undefined;
        if (answer?.error !== undefined) throw new Error(answer.error);
        return take(answer?.value);
      };
    }
    const prototype = Object.prototype.toString.call(value);
    if (prototype === "[object Object]" || prototype === "[object Array]") {
      seen.add(value);
      for (const key of Object.keys(parts)) parts[key] = take(parts[key], seen);
    }
    return value;
  };

  hub.addEventListener(mine, (event) => {
    const detail = (event as CustomEvent<Record<string, unknown>>).detail;
    if ("answer" in detail) {
      answers.push(detail["answer"]);
    } else if ("settle" in detail) {
      const id = detail["settle"] as number;
      promised.get(id)?.[detail["how"] as "resolve" | "reject"](take(detail["value"]));
      promised.delete(id);
    } else {
      let answer;
      try {
        const called = given[detail["call"] as number];
        answer = { value: give(called?.(...(take(detail["args"]) as unknown[]))) };
      } catch (error) {
        answer = { error: messageOf(error) };
      }
      tell({ answer });
    }
  });
  return { give, take };
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
  };
  if (window === window.top) addEventListener(hello, welcome);
}

/** Runs in the preload's isolated world, after `pageSide`; `preload` is the app's own script. */
function preloadSide(
  open: typeof openEnd,
  makeCodec: typeof codec,
  { hello, mark, channel }: Secrets & { readonly channel: string },
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

  type Listener = (event: object, ...args: unknown[]) => void;
  const listeners = new Map<string, Listener[]>();
  const waiting = new Map<number, PromiseWithResolvers<unknown>>();
  let invoked = 0;
  world[channel] = (kind: string, name: string, id: number, text: string) => {
    const value = decode(text);
    if (kind === "resolve") waiting.get(id)?.resolve(value);
    if (kind === "reject") waiting.get(id)?.reject(new Error(String(value)));
    if (kind !== "send") return waiting.delete(id);
    for (const listener of [...(listeners.get(name) ?? [])]) {
      listener({ sender: ipcRenderer, ports: [] }, ...(value as unknown[]));
    }
    return true;
  };

  const only = <T extends object>(name: string, part: T) =>
    new Proxy(part, {
      get(object, key) {
        if (typeof key === "symbol" || key in object || key === "then")
          return Reflect.get(object, key) as unknown;
        throw new Error(`Electron's ${name}.${key} is not implemented by the Chromium stand-in`);
      },
    });
  const add = (name: string, listener: Listener) => {
    listeners.set(name, [...(listeners.get(name) ?? []), listener]);
    return ipcRenderer;
  };
  const remove = (name: string, listener: Listener) => {
    listeners.set(
      name,
      (listeners.get(name) ?? []).filter((known) => known !== listener),
    );
    return ipcRenderer;
  };
  const ipcRenderer: object = only("ipcRenderer", {
    on: add,
    addListener: add,
    off: remove,
    removeListener: remove,
    once: (name: string, listener: Listener) => {
      const first: Listener = (event, ...args) => {
        remove(name, first);
        listener(event, ...args);
      };
      return add(name, first);
    },
    removeAllListeners: (name: string) => {
      listeners.delete(name);
      return ipcRenderer;
    },
    send: (name: string, ...args: unknown[]) => {
      tell("send", name, 0, args);
    },
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
  // Navigation that makes no request can't be held back from outside; it waits for the app's answer.
  navigation.addEventListener("navigate", (event) => {
    const { url, sameDocument } = event.destination;
    if (sameDocument || !event.cancelable || event.downloadRequest !== null || /^https?:/.test(url))
      return;
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
    tell("preload-error", "", 0, error);
    console.error("Unable to load preload script:", error);
  }
}

/** The scripts to add to every document: `page` to its own world first, `preload` to `channel`'s. */
export function pageScripts(preloadSource: string, channel: string) {
  const secrets = { hello: crypto.randomUUID(), mark: crypto.randomUUID() };
  const preload = `function (require, module, exports) {${preloadSource}\n}`;
  return {
    page: `(${pageSide})(${openEnd}, ${JSON.stringify(secrets)});`,
    preload: `(${preloadSide})(${openEnd}, ${codec}, ${JSON.stringify({ ...secrets, channel })}, ${preload});`,
  };
}
