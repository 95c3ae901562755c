import { EventEmitter } from "node:events";

/** Names that JavaScript itself, `await` or a debugger asks of any object. */
const PROBES = new Set([
  "then",
  "catch",
  "toJSON",
  "constructor",
  "inspect",
  "nodeType",
  "$$typeof",
]);

/** The error of an API, option or event that Electron has and this stand-in lacks. */
export function missing(api: string): Error {
  return new Error(`Electron's ${api} is not implemented by the Chromium stand-in`);
}

/**
 * Makes `part` pass for Electron's whole object: the compiler checks what is there against
 * electron.d.ts, and reading anything that isn't there throws with its full name.
 */
export function implemented<Whole extends object>(
  name: string,
  part: Partial<Whole>,
  target: object = {},
): Whole {
  Object.defineProperties(target, Object.getOwnPropertyDescriptors(part));
  return new Proxy(target, {
    get(object, key) {
      if (typeof key === "symbol" || key in object || PROBES.has(key)) {
        return Reflect.get(object, key) as unknown;
      }
      throw missing(`${name}.${key}`);
    },
  }) as Whole;
}

/** An emitter that refuses listeners for events which would never come. */
export function emitter(name: string, events: readonly string[]): EventEmitter {
  return new EventEmitter().on("newListener", (event: string | symbol) => {
    if (typeof event === "string" && !events.includes(event) && event !== "removeListener") {
      throw missing(`${name}.on('${event}')`);
    }
  });
}

/** The argument of a preventable event; Electron's own carry more, which reads as missing. */
export function preventable(
  name: string,
  details: object = {},
): { readonly event: Electron.Event; readonly isPrevented: () => boolean } {
  let prevented = false;
  const event = implemented<Electron.Event>(
    name,
    {
      preventDefault() {
        prevented = true;
      },
      get defaultPrevented() {
        return prevented;
      },
    },
    details,
  );
  return { event, isPrevented: () => prevented };
}
