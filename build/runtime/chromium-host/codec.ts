/**
 * Structured clone as text, for values that cross between the page's process and this one.
 * Self-contained: its source is also run in the page's isolated world. Repeated and cyclic
 * references stay what they are; functions, symbols, promises and platform objects throw Electron's
 * 「An object could not be cloned.」.
 */
export function codec() {
  const toText = (bytes: Uint8Array) => {
    let text = "";
    for (let at = 0; at < bytes.length; at += 0x8000) {
      text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
    }
    return btoa(text);
  };
  const toBytes = (text: string) => Uint8Array.from(atob(text), (c) => c.charCodeAt(0));

  function encode(root: unknown): string {
    const nodes: unknown[] = [];
    const seen = new Map<unknown, number>();
    const describe = (value: unknown): unknown[] => {
      if (value === undefined) return ["undefined"];
      if (typeof value === "bigint") return ["bigint", String(value)];
      if (typeof value === "number" && (!Number.isFinite(value) || Object.is(value, -0))) {
        return ["number", Object.is(value, -0) ? "-0" : String(value)];
      }
      if (typeof value === "function" || typeof value === "symbol") {
        throw new Error("An object could not be cloned.");
      }
      if (typeof value !== "object" || value === null) return ["plain", value];
      if (Array.isArray(value)) return ["Array", ...value.map(put)];
      if (ArrayBuffer.isView(value)) {
        const bytes = new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
        const kind = Object.prototype.toString.call(value).slice(8, -1);
        return ["view", kind, toText(bytes)];
      }
      if (value instanceof Map) return ["Map", ...[...value].flat().map(put)];
      if (value instanceof Set) return ["Set", ...[...value].map(put)];
      if (value instanceof Date) return ["Date", value.getTime()];
      if (value instanceof RegExp) return ["RegExp", value.source, value.flags];
      if (value instanceof Error) return ["Error", value.name, value.message, value.stack];
      if (value instanceof ArrayBuffer) return ["buffer", toText(new Uint8Array(value))];
      if (Object.prototype.toString.call(value) !== "[object Object]") {
        throw new Error("An object could not be cloned.");
      }
      return ["Object", ...Object.entries(value).flatMap(([key, item]) => [key, put(item)])];
    };
    const put = (value: unknown): number => {
      const known = seen.get(value);
      if (known !== undefined) return known;
      const at = nodes.push(null) - 1;
      if (typeof value === "object") seen.set(value, at);
      nodes[at] = describe(value);
      return at;
    };
    put(root);
    return JSON.stringify(nodes);
  }

  function decode(text: string): unknown {
    const nodes = JSON.parse(text) as [string, ...unknown[]][];
    const made = new Map<number, unknown>();
    const get = (at: unknown): unknown => {
      if (made.has(at as number)) return made.get(at as number);
      const keep = <T>(value: T): T => {
        made.set(at as number, value);
        return value;
      };
      const [kind, ...parts] = nodes[at as number] ?? ["undefined"];
      const first = parts[0] as string;
      if (kind === "bigint") return keep(BigInt(first));
      if (kind === "number") return keep(Number(first));
      if (kind === "Date") return keep(new Date(parts[0] as number));
      if (kind === "RegExp") return keep(new RegExp(first, parts[1] as string));
      if (kind === "buffer") return keep(toBytes(first).buffer);
      if (kind === "view") {
        const View = (globalThis as unknown as Record<string, new (buffer: object) => object>)[
          first
        ];
        return keep(View && new View(toBytes(parts[1] as string).buffer));
      }
      if (kind === "Error") {
        const error = new Error(parts[1] as string);
        return keep(Object.assign(error, { name: first, stack: parts[2] }));
      }
      if (kind === "Array") {
        const list: unknown[] = keep([]);
        for (const part of parts) list.push(get(part));
        return list;
      }
      if (kind === "Set") {
        const set = keep(new Set());
        for (const part of parts) set.add(get(part));
        return set;
      }
      if (kind === "Map") {
        const map = keep(new Map());
        for (let i = 0; i < parts.length; i += 2) map.set(get(parts[i]), get(parts[i + 1]));
        return map;
      }
      if (kind === "Object") {
        const object = keep({});
        for (let i = 0; i < parts.length; i += 2) {
          // Not an assignment: a key named __proto__ must stay a key.
          Object.defineProperty(object, parts[i] as string, {
            value: get(parts[i + 1]),
            writable: true,
            enumerable: true,
            configurable: true,
          });
        }
        return object;
      }
      return keep(kind === "plain" ? parts[0] : undefined);
    };
    return get(0);
  }
  return { encode, decode };
}
