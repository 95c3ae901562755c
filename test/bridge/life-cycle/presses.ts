import { idOf, loginIds } from "./agreement.ts";
import * as model from "./customer-model.ts";
import { people } from "./customers.ts";
import type { Code, Name } from "./customers.ts";
import { signOut } from "./model.ts";
import type { Model, ModelKiosk } from "./model.ts";
import { press } from "./press.ts";
import { touchStaff } from "./staff-model.ts";
import type { Command, Real, Which } from "./press.ts";

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

const without = { signOut, readStatus: model.readStatus, cancelDraft: model.cancelDraft };

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

  draftIssue: (at: Which, startPassword: string, address: string): Command =>
    press(`draftIssue ${startPassword}`, at, 1, (state, kiosk) => ({
      verb: "draftIssue",
      request: {
        mailAddress: address,
        mailAddressAgain: address,
        startPassword,
        startPasswordAgain: startPassword,
      },
      answer: () => model.draftIssue(state, kiosk, { startPassword, address }),
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
        // Whatever is asked is a touch, of staff's sessions too; this asks for nothing else.
        model.readStatus(state, kiosk);
        touchStaff(state, kiosk);
        return "ok";
      },
    })),

  without: (at: Which, verb: "signOut" | "readStatus" | "cancelDraft"): Command =>
    press(verb, at, 1, (state, kiosk) => ({
      verb,
      request: {},
      answer: () => without[verb](state, kiosk),
    })),
};

function confirmation({ who }: ModelKiosk, right: boolean): string {
  return right && who !== null ? people[who].confirmation : "wrong";
}
