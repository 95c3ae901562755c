import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { layoutFor, shuffled } from "../../../../../renderer/features/keyboard/layouts.ts";
import { randomBelow } from "../../../../../renderer/features/keyboard/randomness.ts";

const kinds = ["id", "name", "mail", "password", "pin", "code"] as const;
const printable = Array.from({ length: 0x7e - 0x21 + 1 }, (_, at) =>
  String.fromCharCode(0x21 + at),
);

/** Draws the numbers that fast-check chose, so that a failure can be repeated. */
function drawing(numbers: readonly number[]): (limit: number) => number {
  let at = 0;
  return (limit) => (numbers[at++ % numbers.length] ?? 0) % limit;
}

const keysOf = (layers: Readonly<Record<string, readonly (readonly string[])[]>>): string[] =>
  Object.values(layers).flatMap((rows) => rows.flat().filter((key) => key !== ""));

describe("layoutFor", () => {
  it.each(["id", "name", "mail", "password"] as const)(
    "%s reaches every printable character",
    (kind) => {
      const keys = new Set(keysOf(layoutFor(kind, randomBelow, false, "standard").layers));
      expect(printable.filter((character) => !keys.has(character))).toEqual([]);
    },
  );

  it.each(["pin", "code"] as const)("%s has each digit once and nothing else", (kind) => {
    const { lower } = layoutFor(kind, randomBelow, false, "standard").layers;
    expect(
      lower
        .flat()
        .filter((key) => key !== "")
        .sort(),
    ).toEqual(Array.from("0123456789"));
  });

  it("keeps the keys of every row when it shuffles passwords within digits, small and capital letters", () => {
    const plain = layoutFor("password", randomBelow, true, "standard").layers;
    fc.assert(
      fc.property(fc.array(fc.nat(255), { minLength: 8, maxLength: 80 }), (numbers) => {
        const { lower, upper, symbols } = layoutFor(
          "password",
          drawing(numbers),
          false,
          "standard",
        ).layers;
        expect([...(lower[0] ?? [])].sort()).toEqual([...(plain.lower[0] ?? [])].sort());
        expect(lower.slice(1).flat().sort()).toEqual(plain.lower.slice(1).flat().sort());
        expect(upper.slice(1).flat().sort()).toEqual(plain.upper.slice(1).flat().sort());
        expect(symbols).toEqual(plain.symbols);
      }),
    );
  });

  it("shuffles secrets, and them only, and not where a fixed order is asked for", () => {
    const last = (limit: number): number => limit - 1;
    const first = (): number => 0;
    for (const kind of kinds) {
      const differs = (fixed: boolean): boolean =>
        JSON.stringify(layoutFor(kind, last, fixed, "standard")) !==
        JSON.stringify(layoutFor(kind, first, fixed, "standard"));
      expect(differs(false)).toBe(kind === "password" || kind === "pin");
      expect(differs(true)).toBe(false);
    }
  });

  it("has every kana once for names, kana first, and none for anything else", () => {
    const { first, layers } = layoutFor("name", randomBelow, false, "standard");
    const all =
      "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲンー";
    expect(first).toBe("kana");
    expect(
      layers.kana
        .flat()
        .filter((key) => key !== "")
        .sort(),
    ).toEqual(Array.from(all).sort());
    for (const row of layers.kana) expect(row).toHaveLength(10);
    for (const kind of kinds.filter((each) => each !== "name")) {
      expect(layoutFor(kind, randomBelow, false, "standard")).toMatchObject({
        first: "lower",
        layers: { kana: [] },
      });
    }
  });

  it("shows no press on the keys of secrets", () => {
    expect(
      kinds.filter((kind) => layoutFor(kind, randomBelow, false, "standard").discreet),
    ).toEqual(["password", "pin"]);
  });

  it("offers the endings of mail addresses for mail alone", () => {
    expect(layoutFor("mail", randomBelow, false, "standard").shortcuts).toEqual([
      ".ne.jp",
      ".co.jp",
      "@au.com",
      "@gmail.com",
      "@docomo.ne.jp",
      "@ezweb.ne.jp",
      "@softbank.ne.jp",
    ]);
    expect(layoutFor("id", randomBelow, false, "standard").shortcuts).toEqual([]);
  });
});

describe("shuffled", () => {
  it("brings every order of three keys about equally often", () => {
    const counts = new Map<string, number>();
    for (let round = 0; round < 6000; round += 1) {
      const order = shuffled(["a", "b", "c"], randomBelow).join("");
      counts.set(order, (counts.get(order) ?? 0) + 1);
    }
    expect(counts.size).toBe(6);
    // 1000 each; 200 away is more than six standard deviations.
    for (const count of counts.values()) expect(Math.abs(count - 1000)).toBeLessThan(200);
  });
});

describe("the plain order", () => {
  it("has letters as in the alphabet", () => {
    const { lower } = layoutFor("id", randomBelow, false, "plain").layers;
    const letters = lower.flat().filter((key) => /^[a-z]$/.test(key));
    expect(letters.join("")).toBe("abcdefghijklmnopqrstuvwxyz");
  });

  it("has digits as on a telephone, and a password's shuffled in their places", () => {
    const { shape, layers } = layoutFor("code", randomBelow, false, "plain");
    expect(shape).toBe("pad");
    expect(layers.lower.map((row) => row.join(" "))).toEqual(["1 2 3", "4 5 6", "7 8 9", " 0 "]);
    const shuffledRows = layoutFor("pin", () => 0, false, "plain").layers.lower;
    expect(shuffledRows.map((row) => row.length)).toEqual([3, 3, 3, 3]);
    expect(shuffledRows.flat().join("")).not.toBe("1234567890");
  });
});
