interface Codec {
  readonly encode: (value: unknown) => string;
  readonly decode: (text: string) => unknown;
}

/**
 * Structured clone as text, for values that cross between the page's process and this one: a list of
 * nodes, each `[kind, …parts]`, where containers name their parts by index, so that repeated and cyclic
 * references stay what they are. Self-contained: its source also runs in the page's isolated world.
 * Functions, symbols, promises and platform objects throw Electron's "An object could not be cloned.".
 */
export function codec(): Codec {
  type Node = [string, ...unknown[]];
  const kindOf = (value: unknown) => Object.prototype.toString.call(value).slice(8, -1);
  const CONTAINERS = new Set(["Array", "Object", "Map", "Set"]);
  const PROPERTY = { writable: true, enumerable: true, configurable: true };
  const textOf = (bytes: Uint8Array) => {
    let text = "";
    for (let at = 0; at < bytes.length; at += 0x8000) {
      text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
    }
    return btoa(text);
  };
  const bytesOf = (text: unknown) => Uint8Array.from(atob(text as string), (c) => c.charCodeAt(0));

  const describe = (value: unknown, put: (part: unknown) => number): Node => {
    const kind = kindOf(value);
    if (ArrayBuffer.isView(value)) {
      const { buffer, byteOffset, byteLength } = value;
      return ["View", kind, textOf(new Uint8Array(buffer, byteOffset, byteLength))];
    }
    if (value instanceof Map) return [kind, ...[...value].flat().map(put)];
    if (value instanceof Set) return [kind, ...[...value].map(put)];
    if (value instanceof Date) return [kind, value.getTime()];
    if (value instanceof RegExp) return [kind, value.source, value.flags];
    if (value instanceof Error) return ["Error", value.name, value.message, value.stack];
    if (value instanceof ArrayBuffer) return [kind, textOf(new Uint8Array(value))];
    if (Array.isArray(value)) return [kind, ...value.map(put)];
    if (typeof value === "bigint" || typeof value === "number") {
      return [kind, Object.is(value, -0) ? "-0" : String(value)];
    }
    if (kind === "Object") {
      return [kind, ...Object.entries(value as object).flatMap(([key, part]) => [key, put(part)])];
    }
    if (["Null", "Undefined", "Boolean", "String"].includes(kind)) return [kind, value];
    throw new Error("An object could not be cloned.");
  };

  /** Each makes a value from its node's parts; a container is made empty first, then filled. */
  const makers: Record<string, (parts: readonly unknown[]) => unknown> = {
    BigInt: ([text]) => BigInt(text as string),
    Number: ([text]) => Number(text),
    Date: ([time]) => new Date(time as number),
    RegExp: ([source, flags]) => new RegExp(source as string, flags as string),
    ArrayBuffer: ([text]) => bytesOf(text).buffer,
    View: ([kind, text]) =>
      new (Reflect.get(globalThis, String(kind)) as typeof Uint8Array)(bytesOf(text).buffer),
    Error: ([name, message, stack]) => Object.assign(new Error(message as string), { name, stack }),
    Array: () => [],
    Object: () => ({}),
    Map: () => new Map(),
    Set: () => new Set(),
  };
  const fill = (made: unknown, parts: readonly unknown[], get: (at: unknown) => unknown) => {
    for (let at = 0; at < parts.length; at += 1) {
      const part = parts[at];
      if (Array.isArray(made)) made.push(get(part));
      else if (made instanceof Set) made.add(get(part));
      else {
        at += 1;
        const value = get(parts[at]);
        if (made instanceof Map) made.set(get(part), value);
        // Not an assignment: a key named __proto__ must stay a key.
        else Object.defineProperty(made, part as string, { ...PROPERTY, value });
      }
    }
  };

  return {
    encode(root) {
      const nodes: (Node | null)[] = [];
      const seen = new Map<unknown, number>();
      const put = (value: unknown): number => {
        const known = seen.get(value);
        if (known !== undefined) return known;
        const at = nodes.push(null) - 1;
        if (typeof value === "object") seen.set(value, at);
        nodes[at] = describe(value, put);
        return at;
      };
      put(root);
      return JSON.stringify(nodes);
    },
    decode(text) {
      const nodes = JSON.parse(text) as Node[];
      const seen = new Map<unknown, unknown>();
      const get = (at: unknown): unknown => {
        if (seen.has(at)) return seen.get(at);
        const [kind, ...parts] = nodes[at as number] ?? ["Undefined"];
        const make = makers[kind];
        if (!make) return parts[0] ?? (kind === "Null" ? null : undefined);
        const made = make(parts);
        seen.set(at, made);
        if (CONTAINERS.has(kind)) fill(made, parts, get);
        return made;
      };
      return get(0);
    },
  };
}
