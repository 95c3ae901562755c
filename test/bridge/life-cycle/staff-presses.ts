import { idOf } from "./agreement.ts";
import type { Name } from "./customers.ts";
import { staff } from "./model.ts";
import type { Kind, StaffId } from "./model.ts";
import { press } from "./press.ts";
import type { Command, Which } from "./press.ts";
import * as model from "./staff-model.ts";

const pinOf = (who: StaffId, right: boolean) => (right ? staff[who].pin : "505152");

/** Each press of the staff's way. `right`: the PIN is. */
export const staffPresses = {
  staffSignIn: (at: Which, many: number, who: StaffId, right: boolean): Command =>
    press(`staffSignIn ${who} ${String(right)}`, at, many, (state, kiosk) => ({
      verb: "staffSignIn",
      request: { staffId: who, pin: pinOf(who, right) },
      answer: () => model.staffSignIn(state, kiosk, who, right),
    })),

  unlock: (at: Which, many: number, name: Name, kind: Kind): Command =>
    press(`unlock ${name} ${kind}`, at, many, (state, kiosk) => ({
      verb: "unlock",
      request: { customerId: idOf(name), kind, reason: "mistyped" },
      answer: () => model.unlock(state, kiosk, name, kind),
    })),

  allowSetupCode: (at: Which, many: number, name: Name): Command =>
    press(`allowSetupCode ${name}`, at, many, (state, kiosk) => ({
      verb: "allowSetupCode",
      request: { customerId: idOf(name), reason: "too-slow" },
      answer: () => model.allowSetupCode(state, kiosk, name),
    })),

  resendMail: (at: Which, many: number, name: Name, kind: string, address: string): Command =>
    press(`resendMail ${name} ${kind} ${address}`, at, many, (state, kiosk) => ({
      verb: "resendMail",
      request: {
        customerId: idOf(name),
        kind,
        mailAddress: address,
        mailAddressAgain: address,
      },
      answer: () => model.resendMail(state, kiosk, name, { kind, address }),
    })),

  releaseForCustomer: (at: Which, many: number, name: Name, by: StaffId, right: boolean): Command =>
    press(`releaseForCustomer ${name} by ${by} ${String(right)}`, at, many, (state, kiosk) => ({
      verb: "releaseForCustomer",
      request: {
        customerId: idOf(name),
        reason: "lost",
        evidence: "passport",
        evidenceDigits: "123A",
        approverId: by,
        approverPin: pinOf(by, right),
      },
      answer: () => model.releaseForCustomer(state, kiosk, name, { by, right }),
    })),

  without: (at: Which, verb: "staffSignOut" | "closeForCleaning" | "readKiosk"): Command =>
    press(verb, at, 1, (state, kiosk) => ({
      verb,
      request: {},
      answer: () => model[verb](state, kiosk),
    })),
};
