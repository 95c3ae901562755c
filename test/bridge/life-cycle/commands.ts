import fc from "fast-check";
import { presses } from "./presses.ts";
import type { Command, Real, Which } from "./presses.ts";
import { signOut } from "./model.ts";
import type { Model } from "./model.ts";

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
    signOut(model, model.kiosks[at]);
    kiosks[at] = bank.kiosk();
  },
}));

const signIns = fc.tuple(which, many, name, right).map((order) => presses.signIn(...order));
const proveCodes = fc.tuple(which, many, offset).map((order) => presses.proveCode(...order));
const drafts = fc.tuple(which, password).map((order) => presses.draftIssue(...order));
const confirmations = fc.tuple(which, many, right).map((order) => presses.confirmIssue(...order));

/** Any press at any time, and all that goes on around it. */
export const commands: readonly fc.Arbitrary<Command>[] = [
  ...[signIns, signIns, proveCodes, proveCodes, drafts, drafts, confirmations, confirmations],
  fc.tuple(which, many, password).map((order) => presses.showSetupCode(...order)),
  fc.tuple(which, many, offset).map((order) => presses.startToken(...order)),
  fc.tuple(which, many, right, offset).map((order) => presses.releaseToken(...order)),
  fc
    .tuple(which, fc.constantFrom("signOut", "readStatus", "cancelDraft"))
    .map((order) => presses.without(...order)),
  which.map((at) => presses.prolong(at)),
  ...[clockSteps, midnights, restarts],
];

const issue = [
  presses.signIn(0, 1, "taro", true),
  presses.draftIssue(0, startPassword),
  presses.confirmIssue(0, 1, true),
];
const start = [...issue, presses.startToken(0, 1, 0), clockBy(minute)];

/** How far taro has come before anything goes: sequences of chance alone seldom come far. */
export const ways: readonly (readonly Command[])[] = [
  [],
  issue,
  start,
  [...start, presses.signIn(0, 1, "taro", true)],
  [...start, presses.releaseToken(0, 1, true, 0)],
];
