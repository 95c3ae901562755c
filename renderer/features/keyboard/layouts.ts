import type { KeyboardOrder } from "./keyboard-order.ts";
import type { FieldKind } from "./keyboard.ts";

/** Rows of keys, each the text it enters; an empty string is a gap. */
export type KeyRows = readonly (readonly string[])[];

export type Layer = "kana" | "lower" | "upper" | "symbols";

export interface KeyboardLayout {
  /** `full`: ten keys a row in layers; `digits`: one layer of two rows of five, `pad`: of four rows of three. */
  readonly shape: "full" | "digits" | "pad";
  readonly layers: Readonly<Record<Layer, KeyRows>>;
  /** The layer that is shown first; with `kana` there is a switch to letters and digits. */
  readonly first: Layer;
  /** Whole endings of mail addresses, one key each. */
  readonly shortcuts: readonly string[];
  /** Keys of secrets show no press, as a person beside the customer could read along. */
  readonly discreet: boolean;
  /** Keys of secrets are shuffled unless a fixed order is chosen. */
  readonly canShuffle: boolean;
}

/** A uniform whole number from 0 to below `limit`. */
export type RandomBelow = (limit: number) => number;

const digits = Array.from("1234567890");
const letters = {
  standard: "qwertyuiopasdfghjklzxcvbnm",
  plain: "abcdefghijklmnopqrstuvwxyz",
} as const;

const symbols: KeyRows = [
  Array.from("!\"#$%&'()*"),
  Array.from("+,/:;<=>?["),
  [...Array.from("\\]^`{|}~"), "", "@"],
  ["", "", "", "", "", "", "", ".", "-", "_"],
];

/** 五十音 as on cash machines, from right to left; a separate key makes voiced and small ones of these. */
const kana: KeyRows = [
  Array.from("ワラヤマハナタサカア"),
  ["ヲ", "リ", "", ...Array.from("ミヒニチシキイ")],
  Array.from("ンルユムフヌツスクウ"),
  ["ー", "レ", "", ...Array.from("メヘネテセケエ")],
  ["", ...Array.from("ロヨモホノトソコオ")],
];

/** In an order in which the first four and the last three fill a row each. */
const mailShortcuts = [
  ".ne.jp",
  ".co.jp",
  "@au.com",
  "@gmail.com",
  "@docomo.ne.jp",
  "@ezweb.ne.jp",
  "@softbank.ne.jp",
];

/**
 * The keys for a kind of field. For passwords, digits, small and capital letters are shuffled within each group, and
 * for PINs the digits, unless `unshuffled`; all other keys are in their usual places.
 */
export function layoutFor(
  kind: FieldKind,
  random: RandomBelow,
  unshuffled: boolean,
  order: KeyboardOrder,
): KeyboardLayout {
  const secret = kind === "password" || kind === "pin";
  const arrange = (keys: readonly string[]): readonly string[] =>
    secret && !unshuffled ? shuffled(keys, random) : keys;
  const first: Layer = kind === "name" ? "kana" : "lower";
  const common = { discreet: secret, canShuffle: secret, first };

  if (kind === "pin" || kind === "code") {
    const shape = order === "plain" ? "pad" : "digits";
    const rows = keypad(arrange(digits), shape);
    const layers = { kana: [], lower: rows, upper: rows, symbols: rows };
    return { ...common, shape, layers, shortcuts: [] };
  }

  const top = arrange(digits);
  const small = arrange(Array.from(letters[order]));
  const capital = arrange(Array.from(letters[order].toUpperCase()));
  return {
    ...common,
    shape: "full",
    layers: {
      kana: kind === "name" ? kana : [],
      lower: full(top, small),
      upper: full(top, capital),
      symbols,
    },
    shortcuts: kind === "mail" ? mailShortcuts : [],
  };
}

/** Fisher–Yates; `random` decides, so the same numbers give the same order. */
export function shuffled(keys: readonly string[], random: RandomBelow): readonly string[] {
  const order = [...keys];
  for (let last = order.length - 1; last > 0; last -= 1) {
    const at = random(last + 1);
    const swapped = order[at] ?? "";
    order[at] = order[last] ?? "";
    order[last] = swapped;
  }
  return order;
}

function full(top: readonly string[], alphabet: readonly string[]): KeyRows {
  return [
    top,
    alphabet.slice(0, 10),
    [...alphabet.slice(10, 19), "@"],
    [...alphabet.slice(19), ".", "-", "_"],
  ];
}

function keypad(keys: readonly string[], shape: "digits" | "pad"): KeyRows {
  if (shape === "digits") return [keys.slice(0, 5), keys.slice(5)];
  return [keys.slice(0, 3), keys.slice(3, 6), keys.slice(6, 9), ["", ...keys.slice(9), ""]];
}
