import fc from "fast-check";
import { newKiosk } from "./model.ts";
import type { Kind, Model, StaffId } from "./model.ts";
import type { Command, Real, Which } from "./press.ts";
import { presses } from "./presses.ts";
import { staffPresses } from "./staff-presses.ts";

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;
const startPassword = "48261597";

/** The clocks go on to `now`, or are put back to it: then no time passes. */
function putClock(model: Model, { bank }: Real, now: number): void {
  model.passed += Math.max(0, now - model.now);
  model.now = now;
  bank.clock.set(now);
}

function clockBy(step: number): Command {
  return {
    check: () => true,
    toString: () => `clock ${String(step / second)} s`,
    run: async (model, real: Real) => {
      putClock(model, real, model.now + step);
    },
  };
}

const rarely = <T>(usual: fc.Arbitrary<T>, rare: fc.Arbitrary<T>): fc.Arbitrary<T> =>
  fc.oneof({ weight: 5, arbitrary: usual }, { weight: 1, arbitrary: rare });

const which = rarely(fc.constant<Which>(0), fc.constant<Which>(1));
const name = rarely(fc.constant("taro" as const), fc.constant("hanako" as const));
const many = fc.constantFrom(1, 1, 1, 2, 6);
const right = fc.constantFrom(true, true, false);
const offset = fc.constantFrom(0, 0, 0, 0, 0, -1, 1, 1, -2, 2, null);
const addresses = ["someone@docomo.ne.jp", "someone.else@docomo.ne.jp"] as const;
const address = fc.constantFrom(...addresses);
const password = fc.constantFrom(startPassword, startPassword, "918273");

/** The clock goes on, or back. */
const clockSteps = fc
  .constantFrom(
    ...[7 * second, minute, minute, minute, minute + second, 2 * minute],
    ...[10 * minute - second, 15 * minute, 14 * hour, 24 * hour, -hour, -minute],
  )
  .map(clockBy);

/** One second before, or at, the next 00:00 in Tokyo, 15:00 in Greenwich. */
const midnights: fc.Arbitrary<Command> = fc.constantFrom(0, -second).map((away) => ({
  check: () => true,
  toString: () => `clock to midnight ${String(away)}`,
  run: async (model, real: Real) => {
    const next = new Date(model.now - 15 * hour);
    next.setUTCHours(24, 0, 0, 0);
    putClock(model, real, next.getTime() + 15 * hour + away);
  },
}));

const restarts: fc.Arbitrary<Command> = which.map((at) => ({
  check: () => true,
  toString: () => `restart of kiosk ${String(at)}`,
  run: async (model, { bank, kiosks }: Real) => {
    Object.assign(model.kiosks[at], newKiosk());
    kiosks[at] = bank.kiosk();
  },
}));

const signIns = fc.tuple(which, many, name, right).map((order) => presses.signIn(...order));
const proveCodes = fc.tuple(which, many, offset).map((order) => presses.proveCode(...order));
const drafts = fc.tuple(which, password, address).map((order) => presses.draftIssue(...order));
const confirmations = fc.tuple(which, many, right).map((order) => presses.confirmIssue(...order));

const staffId = fc.constantFrom<StaffId>(
  ...(["100001", "100001", "100001", "200001", "300001", "400001"] as const),
);
const kind = fc.constantFrom<Kind>(
  ...(["loginPassword", "confirmationPassword", "startPassword", "oneTimePassword"] as const),
);
const approver = fc.constantFrom<StaffId>("200001", "200001", "200001", "100001", "400001");
const mailKind = fc.constantFrom("issued", "started", "released");
const again = fc.constantFrom("", ...addresses);

const staffSignIns = fc
  .tuple(which, many, staffId, right)
  .map((order) => staffPresses.staffSignIn(...order));

/** What staff do, whether they are signed in or not. */
const staffCommands: readonly fc.Arbitrary<Command>[] = [
  staffSignIns,
  fc.tuple(which, many, name, kind).map((order) => staffPresses.unlock(...order)),
  fc.tuple(which, many, name).map((order) => staffPresses.allowSetupCode(...order)),
  fc.tuple(which, many, name, mailKind, again).map((order) => staffPresses.resendMail(...order)),
  fc
    .tuple(which, many, name, approver, right)
    .map((order) => staffPresses.releaseForCustomer(...order)),
  fc
    .tuple(which, fc.constantFrom("staffSignOut", "closeForCleaning", "readKiosk"))
    .map((order) => staffPresses.without(...order)),
];

const customerCommands: readonly fc.Arbitrary<Command>[] = [
  ...[signIns, signIns, proveCodes, proveCodes, drafts, drafts, confirmations, confirmations],
  fc.tuple(which, many, password).map((order) => presses.showSetupCode(...order)),
  fc.tuple(which, many, offset).map((order) => presses.startToken(...order)),
  fc.tuple(which, many, right, offset).map((order) => presses.releaseToken(...order)),
  fc
    .tuple(which, fc.constantFrom("signOut", "readStatus", "cancelDraft"))
    .map((order) => presses.without(...order)),
];

/** Any press at any time, and all that goes on around it. Where staff come as often as customers, nobody gets far. */
export const commands: readonly fc.Arbitrary<Command>[] = [
  ...[...customerCommands, ...customerCommands, ...staffCommands],
  which.map((at) => presses.prolong(at)),
  ...[clockSteps, midnights, restarts, clockSteps],
];

const issue = [
  presses.signIn(0, 1, "taro", true),
  presses.draftIssue(0, startPassword, addresses[0]),
  presses.confirmIssue(0, 1, true),
];
const assistant = staffPresses.staffSignIn(0, 1, "100001", true);
const start = [...issue, presses.startToken(0, 1, 0), clockBy(minute)];

/** Two at once are looked at, then one after each wait. */
const fiveWrongPins = [2, 1, 1, 1].flatMap((times) => [
  staffPresses.releaseForCustomer(0, times, "taro", "200001", false),
  clockBy(minute),
]);

/** How far taro has come before anything goes: sequences of chance alone seldom come far. */
export const ways: readonly (readonly Command[])[] = [
  [],
  issue,
  start,
  [...start, presses.signIn(0, 1, "taro", true)],
  [...start, presses.releaseToken(0, 1, true, 0)],
  [...start, assistant],
  [...start, assistant, ...fiveWrongPins],
  [...start, assistant, ...fiveWrongPins, staffPresses.staffSignIn(0, 1, "200001", true)],
  [...issue, presses.startToken(0, 6, null), assistant],
  [staffPresses.staffSignIn(0, 1, "300001", true), staffPresses.without(0, "closeForCleaning")],
  [...issue, clockBy(10 * minute), staffPresses.staffSignIn(0, 1, "200001", true)],
];
