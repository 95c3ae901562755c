import type { Palette } from "../../preload/contract/answers.ts";
import { contrastOf } from "./contrast.ts";

/** The colours of the screens where a bank states none: those of `renderer/styles/tokens.css`. */
export const defaultPalette: Palette = {
  primary: "#14407a",
  primaryPressed: "#0c2c58",
  tint: "#eef3fa",
  tintStrong: "#d9e4f3",
};

/** The colours that stand beside a bank's own and can't be configured, from the same file. */
export const fixedColours = {
  white: "#ffffff",
  ink: "#1a2230",
  refusal: "#b01020",
  edge: "#64748c",
} as const;

type Colour = keyof Palette | keyof typeof fixedColours;

/** The least ratios of WCAG 2.2: words (SC 1.4.3, level AA); edges, marks and the focus (SC 1.4.11). */
const words = { least: 4.5, criterion: "1.4.3" } as const;
const controls = { least: 3, criterion: "1.4.11" } as const;

/** Every pair in which a bank's colour meets another on the screens, the former above the latter. */
const pairs: readonly (readonly [Colour, Colour, typeof words | typeof controls])[] = [
  ["white", "primary", words], // the header, the main button
  ["white", "primaryPressed", words],
  ["primary", "white", words], // the other buttons; the focus, steps and frames need less
  ["primary", "tint", words], // the current step, the services of KWT001; a field's frame
  ["primary", "tintStrong", words], // a button under the finger
  ["ink", "tint", words], // a field in use, terms, tables
  ["ink", "tintStrong", words], // keys under the finger, keys with words
  ["edge", "tint", controls], // the keyboard's keys, the scroll mark
  ["edge", "tintStrong", controls], // keys with words
  ["refusal", "tint", controls], // a refused field in use
];

/**
 * The first pair of `palette` with too little contrast, as the end of a sentence about the palette; null when there is
 * none. A ratio is rounded down, so that a failing one never looks sufficient.
 */
export function paletteFault(palette: Palette): string | null {
  const colours: Readonly<Record<Colour, string>> = { ...fixedColours, ...palette };
  for (const [above, below, { least, criterion }] of pairs) {
    const ratio = contrastOf(colours[above], colours[below]);
    if (ratio >= least) continue;
    const shown = String(Math.floor(ratio * 10) / 10);
    return (
      `gives ${above} ${colours[above]} on ${below} ${colours[below]} a contrast of ${shown}, ` +
      `at least ${String(least)} is needed (WCAG 2.2, SC ${criterion})`
    );
  }
  return null;
}
