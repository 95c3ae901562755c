import type fc from "fast-check";
import { expect } from "vitest";
import type { OpenedRegistry } from "../../../main/core/ports/registry.ts";
import type { Verb } from "../../../preload/contract/channels.ts";
import type { ServedBank, ServedKiosk } from "../served-kiosk.ts";
import { expectSame, inWords } from "./agreement.ts";
import type { Model, ModelKiosk } from "./model.ts";

/** The bank under test, and what it has answered so far, so that a test can see that it saw everything. */
export interface Real {
  readonly registry: OpenedRegistry;
  readonly bank: ServedBank;
  readonly kiosks: ServedKiosk[];
  readonly seen: Set<string>;
}

export type Which = 0 | 1;
export type Command = fc.AsyncCommand<Model, Real>;

/** One press at one kiosk, or the same press `times` at once. */
export function press(
  label: string,
  which: Which,
  times: number,
  order: (model: Model, kiosk: ModelKiosk, real: Real) => Promise<Press> | Press,
): Command {
  return {
    check: () => true,
    toString: () => `${label} ×${String(times)} at kiosk ${String(which)}`,
    run: async (state, real) => {
      const { verb, request, answer } = await order(state, state.kiosks[which], real);
      const kiosk = real.kiosks[which];
      if (kiosk === undefined) throw new Error("There is no such kiosk");
      const expected = Array.from({ length: times }, answer);
      const answers = await Promise.all(
        Array.from({ length: times }, () => kiosk.call(verb, request)),
      );
      const told = answers.map((given) => inWords(verb, given));
      expect(told).toEqual(expected);
      expect(kiosk.log.entries).toEqual([]);
      for (const words of told) real.seen.add(`${verb}: ${words}`);
      await expectSame(state, real.registry);
    },
  };
}

export interface Press {
  readonly verb: Verb;
  readonly request: object;
  /** What the model answers, and what becomes of it. */
  readonly answer: () => string;
}
