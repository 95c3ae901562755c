import { now } from "../cases/values.ts";

/**
 * What differs from one moment and machine to the next, held still: clock, chance, voices and the screen's density.
 * Imported before anything of the renderer.
 */

const begin = { clock: now, chance: 0 };
let elapsed = 0;
let readings = 0;
let drawn = begin.chance;
const repeated = new Map<number, () => void>();
let lastId = 0;

/** A thousandth of a millisecond further at each reading: Vue drops an event that is no later than its listener. */
function reading(): number {
  readings += 1;
  return readings / 1000;
}

Date.now = () => begin.clock + elapsed + reading();
performance.now = () => elapsed + reading();

// What is repeated runs when time passes here, and only then.
Object.assign(window, {
  setInterval: (callback: () => void) => {
    lastId += 1;
    repeated.set(lastId, callback);
    return lastId;
  },
  clearInterval: (id: number | undefined) => {
    if (id !== undefined) repeated.delete(id);
  },
});

/** Bytes that differ from each other, and not from one run to the next. */
crypto.getRandomValues = (array) => {
  if (array instanceof Uint8Array) {
    array.forEach((_, at) => {
      drawn = (drawn * 73 + 41) % 251;
      array[at] = drawn;
    });
  }
  return array;
};

// A machine with a voice for every language that has one at once; nothing is spoken here.
speechSynthesis.getVoices = () =>
  ["ja-JP", "en-GB", "zh-CN", "vi-VN", "pt-BR"].map((lang) => ({
    ...{ name: lang, voiceURI: lang, lang },
    ...{ default: false, localService: true },
  }));

// Pictures at half the size keep their layout.
Object.defineProperty(window, "devicePixelRatio", { value: 1 });

/** Lets so many seconds go by at once. */
export function pass(seconds: number): void {
  elapsed += seconds * 1000;
  for (const callback of [...repeated.values()]) callback();
}

/** As at the beginning. */
export function rewind(): void {
  elapsed = 0;
  readings = 0;
  drawn = begin.chance;
}
