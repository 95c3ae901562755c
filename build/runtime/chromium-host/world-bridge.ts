// This runs in the page, as text: it uses nothing but its arguments and the page's own globals.

export interface End {
  readonly give: (value: unknown) => unknown;
  readonly take: (value: unknown) => unknown;
}

/**
 * One end of the bridge between a page's two worlds. They share no objects but the DOM's, so the hub
 * is an EventTarget that both know and nobody else can reach: an event's detail is cloned when the
 * other world reads it, and dispatching is a synchronous call. That gives contextBridge's rules:
 * plain values are copied, functions and promises are represented, prototypes stay behind.
 */
export function openEnd(hub: EventTarget, mine: string, theirs: string, mark: string): End {
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
      for (const [key, item] of Object.entries(value)) {
        // Not an assignment: as in Electron's bridge a key named __proto__ stays a key.
        const own = {
          value: give(item, seen),
          writable: true,
          enumerable: true,
          configurable: true,
        };
        Object.defineProperty(copy, key, own);
      }
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
