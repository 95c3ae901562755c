import type fc from "fast-check";
import { expect } from "vitest";
import type { Verb } from "../../../preload/contract/channels.ts";
import type { MemoryRegistry } from "../../fakes/memory-registry.ts";
import type { ServedBank, ServedKiosk } from "../served-kiosk.ts";
import { expectSame, idOf, inWords, loginIds } from "./agreement.ts";
import { people } from "./customers.ts";
import type { Code, Name } from "./customers.ts";
import * as model from "./model.ts";
import type { Model, ModelKiosk } from "./model.ts";

/** The bank under test, and what it has answered so far, so that a test can see that it saw everything. */
export interface Real {
  readonly registry: MemoryRegistry;
  readonly bank: ServedBank;
  readonly kiosks: ServedKiosk[];
  readonly seen: Set<string>;
}

export type Which = 0 | 1;
export type Command = fc.AsyncCommand<Model, Real>;

/** One press at one kiosk, or the same press `times` at once. */
function press(
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

interface Press {
  readonly verb: Verb;
  readonly request: object;
  /** What the model answers, and what becomes of it. */
  readonly answer: () => string;
}

/** The phone's code `offset` minutes from now; without an offset, or a phone, one that fits no minute near. */
async function codeFor(
  state: Model,
  { who }: ModelKiosk,
  { bank }: Real,
  offset: number | null,
): Promise<Code & { readonly oneTimePassword: string }> {
  const current = Math.floor(state.now / 60_000);
  const near: { step: number; code: string }[] = [];
  for (let away = -3; who !== null && away <= 3; away += 1) {
    const code = await bank.code(idOf(who), away);
    if (code !== null) near.push({ step: current + away, code });
  }
  const free = ["000000", "111111", "222222", "333333"].find((code) =>
    near.every((one) => one.code !== code),
  );
  const right = near.find(({ step }) => offset !== null && step === current + offset);
  const oneTimePassword = right?.code ?? free ?? "444444";
  const steps = near.filter(({ code }) => code === oneTimePassword).map(({ step }) => step);
  return { oneTimePassword, steps };
}

/** Each press of the customer's way. `right`: the password is; `offset`: minutes from now of the code, null for a wrong one. */
export const presses = {
  signIn: (at: Which, many: number, who: Name, right: boolean): Command =>
    press(`signIn ${who} ${String(right)}`, at, many, (state, kiosk) => ({
      verb: "signIn",
      request: { loginId: loginIds[who], loginPassword: right ? people[who].login : "wrong" },
      answer: () => model.signIn(state, kiosk, who, right),
    })),

  proveCode: (at: Which, many: number, offset: number | null): Command =>
    press(`proveCode ${String(offset)}`, at, many, async (state, kiosk, real) => {
      const { steps, oneTimePassword } = await codeFor(state, kiosk, real, offset);
      const answer = () => model.proveCode(state, kiosk, { steps });
      return { verb: "proveCode", request: { oneTimePassword }, answer };
    }),

  draftIssue: (at: Which, startPassword: string): Command =>
    press(`draftIssue ${startPassword}`, at, 1, (state, kiosk) => ({
      verb: "draftIssue",
      request: {
        mailAddress: "someone@docomo.ne.jp",
        mailAddressAgain: "someone@docomo.ne.jp",
        startPassword,
        startPasswordAgain: startPassword,
      },
      answer: () => model.draftIssue(state, kiosk, startPassword),
    })),

  confirmIssue: (at: Which, many: number, right: boolean): Command =>
    press(`confirmIssue ${String(right)}`, at, many, (state, kiosk) => ({
      verb: "confirmIssue",
      request: { confirmationPassword: confirmation(kiosk, right) },
      answer: () => model.confirmIssue(state, kiosk, right),
    })),

  showSetupCode: (at: Which, many: number, startPassword: string): Command =>
    press(`showSetupCode ${startPassword}`, at, many, (state, kiosk) => ({
      verb: "showSetupCode",
      request: { startPassword },
      answer: () => model.showSetupCode(state, kiosk, startPassword),
    })),

  startToken: (at: Which, many: number, offset: number | null): Command =>
    press(`startToken ${String(offset)}`, at, many, async (state, kiosk, real) => {
      const { steps, oneTimePassword } = await codeFor(state, kiosk, real, offset);
      const answer = () => model.startToken(state, kiosk, { steps });
      return { verb: "startToken", request: { oneTimePassword }, answer };
    }),

  releaseToken: (at: Which, many: number, right: boolean, offset: number | null): Command =>
    press(
      `releaseToken ${String(right)} ${String(offset)}`,
      at,
      many,
      async (state, kiosk, real) => {
        const { steps, oneTimePassword } = await codeFor(state, kiosk, real, offset);
        const confirmationPassword = confirmation(kiosk, right);
        const answer = () => model.releaseToken(state, kiosk, right, { steps });
        return { verb: "releaseToken", request: { confirmationPassword, oneTimePassword }, answer };
      },
    ),

  prolong: (at: Which): Command =>
    press("prolong", at, 1, (state, kiosk) => ({
      verb: "prolong",
      request: {},
      answer: () => {
        // Whatever is asked is a touch; this asks for nothing else.
        model.readStatus(state, kiosk);
        return "ok";
      },
    })),

  without: (at: Which, verb: "signOut" | "readStatus" | "cancelDraft"): Command =>
    press(verb, at, 1, (state, kiosk) => ({
      verb,
      request: {},
      answer: () => model[verb](state, kiosk),
    })),
};

function confirmation({ who }: ModelKiosk, right: boolean): string {
  return right && who !== null ? people[who].confirmation : "wrong";
}
