import { expect, it } from "vitest";
import { neighbourOf } from "../../../../../renderer/features/keyboard/neighbour.ts";

const place = (left: number, top: number, width = 60, height = 60) => ({
  left,
  top,
  width,
  height,
});

/** 1 2 3 over 4 5 6, and below them 0 under the 5. */
const keypad = [
  place(0, 0),
  place(70, 0),
  place(140, 0),
  place(0, 70),
  place(70, 70),
  place(140, 70),
  place(70, 140),
];

it.each([
  [0, "ArrowRight", 1],
  [1, "ArrowLeft", 0],
  [1, "ArrowDown", 4],
  [4, "ArrowUp", 1],
  [3, "ArrowDown", 6],
  [6, "ArrowUp", 4],
] as const)("leads from key %i by %s to key %i", (from, direction, to) => {
  expect(neighbourOf(keypad, from, direction)).toBe(to);
});

it.each([
  [0, "ArrowUp"],
  [0, "ArrowLeft"],
  [6, "ArrowDown"],
] as const)("stays on key %i at the edge towards %s", (from, direction) => {
  expect(neighbourOf(keypad, from, direction)).toBe(from);
});
