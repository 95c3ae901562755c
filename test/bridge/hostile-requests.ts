import fc from "fast-check";

/** Every hostile text and key carries it, so that a leak of any of them is found. */
export const canary = "Zq7Kanarie";

/** What a screen of ours would send at that moment. */
export type GoodRequest = Readonly<Record<string, string>>;

/** Makes a request that no screen would send out of one that it would; `name` tells which way. */
export interface Hostility {
  readonly name: string;
  readonly of: (good: GoodRequest) => unknown;
}

/** Any UTF-16 unit at all: half surrogates, NUL, marks of direction, halves of nothing. */
const anyUnit = fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit));
const marks = fc.constantFrom(
  ...["\0", "\u202e", "\u200f", "\u2066", "\ufeff", "\ud800", "\udfff", "\u0301", "\r\n", "\u2028"],
  ...["'; drop table tokens; --", "%s%n", "${7*7}", "\u{1f468}\u200d\u{1f469}", "\x1b[2J"],
);
const lengths = fc.constantFrom(254, 1_000, 1_001, 10_000, 10_001, 100_000, 5_000_000);

const shortText = fc.oneof(
  fc.string({ unit: anyUnit }).map((any) => `${any}${canary}`),
  marks.map((mark) => `${mark}${canary}${mark}`),
);
const text = fc.oneof(
  { weight: 8, arbitrary: shortText },
  { weight: 1, arbitrary: lengths.map((length) => canary.padEnd(length, "9")) },
  { weight: 1, arbitrary: lengths.map((length) => `${canary}@${"a.".repeat(length)}jp`) },
);
const key = fc.oneof(
  fc.constantFrom(
    "__proto__",
    "constructor",
    "prototype",
    "toString",
    "hasOwnProperty",
    "then",
    "",
  ),
  fc.string().map((any) => `${any}${canary}`),
);
const anything = fc.anything({
  key,
  values: [
    shortText,
    fc.integer(),
    fc.double(),
    fc.boolean(),
    fc.constant(null),
    fc.constant(undefined),
  ],
  withBigInt: true,
  withBoxedValues: true,
  withDate: true,
  withMap: true,
  withNullPrototype: true,
  withSet: true,
  withSparseArray: true,
  withTypedArray: true,
});
const noText = anything.filter((value) => typeof value !== "string");

/** An own property, whatever its name: an assignment to `__proto__` would make none. */
function withKey(good: object, name: string, value: unknown): object {
  return Object.defineProperty({ ...good }, name, {
    value,
    enumerable: true,
    configurable: true,
    writable: true,
  });
}

function fieldOf(good: GoodRequest, at: number): string {
  const names = Object.keys(good);
  return names[at % names.length] ?? "loginId";
}

function deep(levels: number): unknown {
  let value: unknown = canary;
  for (let level = 0; level < levels; level += 1) value = level % 2 ? [value] : { value };
  return value;
}

function cyclic(good: GoodRequest): unknown {
  const round: Record<string, unknown> = { ...good };
  round[fieldOf(good, 0)] = round;
  return round;
}

/** A request of `count` keys. */
export function keysWithoutEnd(count: number): object {
  return Object.fromEntries(Array.from({ length: count }, (_, n) => [`${canary}${String(n)}`, ""]));
}
const manyKeys = keysWithoutEnd(10_000);
const at = fc.nat(5);
const hostility = (name: string, of: Hostility["of"]): Hostility => ({ name, of });

/** All the ways in which a request can be nonsense. */
export const hostilities: fc.Arbitrary<Hostility> = fc.oneof(
  anything.map((value) => hostility("anything", () => value)),
  at.map((field) =>
    hostility("a key is missing", (good) => {
      const without = fieldOf(good, field);
      return Object.fromEntries(Object.entries(good).filter(([name]) => name !== without));
    }),
  ),
  fc
    .tuple(key, fc.oneof(text, anything))
    .map(([name, value]) => hostility("a key too many", (good) => withKey(good, name, value))),
  fc
    .tuple(at, noText)
    .map(([field, value]) =>
      hostility("no text", (good) => withKey(good, fieldOf(good, field), value)),
    ),
  fc
    .tuple(at, text)
    .map(([field, value]) =>
      hostility("another text", (good) => withKey(good, fieldOf(good, field), value)),
    ),
  fc.tuple(at, marks, fc.boolean()).map(([field, mark, before]) =>
    hostility("the right text and a mark", (good) => {
      const name = fieldOf(good, field);
      const right = good[name] ?? "";
      return withKey(good, name, before ? `${mark}${right}` : `${right}${mark}`);
    }),
  ),
  fc.constantFrom(
    hostility("keys of a prototype", (good) => Object.create(good) as unknown),
    hostility("a prototype of its own", (good) => Object.setPrototypeOf({ ...good }, { canary })),
    hostility("a list", (good) => [good]),
    hostility("a map", (good) => new Map(Object.entries(good))),
    hostility("itself within", cyclic),
    hostility("10,000 levels", (good) => withKey(good, fieldOf(good, 0), deep(10_000))),
    hostility("nothing but levels", () => deep(10_000)),
    hostility("10,000 keys", () => manyKeys),
    hostility("full-width digits", (good) =>
      Object.fromEntries(
        Object.entries(good).map(([name, value]) => [
          name,
          value.replace(/[0-9]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0)),
        ]),
      ),
    ),
  ),
);
