import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { contrastOf } from "../../../main/config/contrast.ts";
import { defaultPalette, fixedColours, paletteFault } from "../../../main/config/palette.ts";

const colour = fc
  .tuple(fc.nat(255), fc.nat(255), fc.nat(255))
  .map((parts) => `#${parts.map((part) => part.toString(16).padStart(2, "0")).join("")}`);

describe("the contrast of two colours", () => {
  test.each([
    // As WCAG's own examples and the usual checkers have them.
    ["#000000", "#ffffff", 21],
    ["#ffffff", "#ffffff", 1],
    ["#777777", "#ffffff", 4.48],
    ["#767676", "#ffffff", 4.54],
    ["#ff0000", "#ffffff", 4],
    ["#00ff00", "#ffffff", 1.37],
    ["#0000ff", "#ffffff", 8.59],
    ["#0a0a0a", "#000000", 1.06],
  ])("%s on %s is %d", (one, other, ratio) => {
    expect(contrastOf(one, other)).toBeCloseTo(ratio, 2);
  });

  test("is from 1 to 21, and the same whichever is above", () => {
    fc.assert(
      fc.property(colour, colour, (one, other) => {
        const ratio = contrastOf(one, other);
        expect(ratio).toBeGreaterThanOrEqual(1);
        expect(ratio).toBeLessThanOrEqual(21.000001);
        expect(contrastOf(other, one)).toBe(ratio);
      }),
    );
  });

  test("grows on white as a grey grows darker", () => {
    const grey = (value: number) => `#${value.toString(16).padStart(2, "0").repeat(3)}`;
    const ratios = Array.from({ length: 256 }, (_, value) => contrastOf(grey(value), "#ffffff"));
    for (const [value, ratio] of ratios.entries()) {
      if (value > 0) expect(ratio).toBeLessThan(ratios[value - 1] ?? 0);
    }
  });
});

describe("a palette", () => {
  test("of the project itself holds", () => {
    expect(paletteFault(defaultPalette)).toBeNull();
  });

  test.each([
    [{ primary: "#88bbee" }, "white #ffffff on primary #88bbee", "2", "4.5", "1.4.3"],
    [{ primary: "#7a7a7a" }, "white #ffffff on primary #7a7a7a", "4.2", "4.5", "1.4.3"],
    [{ primaryPressed: "#88bbee" }, "white #ffffff on primaryPressed #88bbee", "2", "4.5", "1.4.3"],
    [{ tint: "#7fa0d0" }, "primary #14407a on tint #7fa0d0", "3.8", "4.5", "1.4.3"],
    [{ tintStrong: "#7fa0d0" }, "primary #14407a on tintStrong #7fa0d0", "3.8", "4.5", "1.4.3"],
    [{ tint: "#808080", primary: "#000000" }, "ink #1a2230 on tint #808080", "4", "4.5", "1.4.3"],
    [{ tint: "#c0c0c0", primary: "#000000" }, "edge #64748c on tint #c0c0c0", "2.6", "3", "1.4.11"],
    [{ tintStrong: "#c8c8c8" }, "edge #64748c on tintStrong #c8c8c8", "2.8", "3", "1.4.11"],
  ])("%j is refused with pair and ratio", (changed, pair, ratio, least, criterion) => {
    expect(paletteFault({ ...defaultPalette, ...changed })).toBe(
      `gives ${pair} a contrast of ${ratio}, at least ${least} is needed (WCAG 2.2, SC ${criterion})`,
    );
  });

  test("that is taken has white words on its main colour that can be read", () => {
    const dark = fc.tuple(fc.nat(140), fc.nat(140), fc.nat(140));
    const light = fc.tuple(...[0, 1, 2].map(() => fc.integer({ min: 200, max: 255 })));
    const hex = (parts: readonly number[]) =>
      `#${parts.map((part) => part.toString(16).padStart(2, "0")).join("")}`;
    let taken = 0;
    fc.assert(
      fc.property(dark, light, ([...primary], [...tint]) => {
        const palette = { ...defaultPalette, primary: hex(primary), tint: hex(tint) };
        const readable =
          contrastOf("#ffffff", palette.primary) >= 4.5 &&
          contrastOf(palette.primary, palette.tint) >= 4.5 &&
          contrastOf(palette.primary, palette.tintStrong) >= 4.5;
        if (paletteFault(palette) === null) {
          taken += 1;
          expect(readable).toBe(true);
        }
      }),
    );
    expect(taken).toBeGreaterThan(0);
  });

  test("is judged beside the colours that the screens have", () => {
    const css = readFileSync("renderer/styles/tokens.css", "utf8");
    const token = (name: string) =>
      new RegExp(`--${name}: (?:var\\(--bank-[a-z-]+, )?(#[0-9a-f]{6})\\)?;`).exec(css)?.[1];
    expect({
      primary: token("bank"),
      primaryPressed: token("bank-pressed"),
      tint: token("tint"),
      tintStrong: token("tint-strong"),
    }).toEqual(defaultPalette);
    expect({
      white: token("page"),
      ink: token("ink"),
      refusal: token("refusal"),
      edge: token("line-entry"),
    }).toEqual(fixedColours);
  });
});
