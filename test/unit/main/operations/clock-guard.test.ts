import { beforeEach, describe, expect, test } from "vitest";
import { demoProfile } from "../../../../main/config/demo-profile.ts";
import { makeClockWatch } from "../../../../main/core/operations/upkeep/clock-watch.ts";
import { makeHandle } from "../../../../main/core/handle.ts";
import { makeClockGuard } from "../../../../main/core/middleware/clock-guard.ts";
import { confirmClock } from "../../../../main/core/operations/upkeep/confirm-clock.ts";
import { journalStartUp } from "../../../../main/core/operations/upkeep/start-up.ts";
import { journalFaults } from "../../../../main/core/operations/upkeep/journal-faults.ts";
import type { Operations } from "../../../../main/core/operations/operation.ts";
import { makeReadKiosk } from "../../../../main/core/operations/customer/read-kiosk.ts";
import { makeWaitingFaults } from "../../../../main/core/operations/upkeep/waiting-faults.ts";
import { operationsOf } from "../../../fakes/operations-of.ts";
import { plainBrand } from "../../../fakes/plain-brand.ts";
import { recordingLog } from "../../../fakes/recording-log.ts";
import {
  aBank,
  awaitingCode,
  done,
  refusal,
  signedInWith,
  startPassword,
  taro,
} from "./a-kiosk.ts";
import type { Bank } from "./a-kiosk.ts";
import { assistant } from "./staff/staff.ts";

const hour = 3_600_000;
const jumps = [-hour, 24 * hour];
const stopped = { code: "out-of-service", fault: "clock-jumped" };

let bank: Bank;
let offset: number | null;
beforeEach(async () => {
  bank = await aBank();
  offset = null;
});

/** The guard of a kiosk that starts now; `journalled` settles when its faults are. */
async function guarded(operations: Operations): Promise<{
  operations: Operations;
  look: () => Promise<void>;
  journalled: () => Promise<unknown>;
}> {
  const { clock, registry } = bank;
  const waiting = makeWaitingFaults({ load: () => [], keep: () => undefined }, clock);
  const { log, journalWaiting } = journalFaults(recordingLog(), registry, waiting);
  const guard = makeClockGuard({
    log,
    signEverybodyOut: () => signOut(operations),
    watch: makeClockWatch(clock, clock.monotonicClock),
    journal: registry,
    evidence: await registry.clockEvidence(),
    begin: () => journalStartUp(registry, clock),
    offsetMs: async () => offset,
  });
  await guard.look();
  const readKiosk = makeReadKiosk(demoProfile, plainBrand, clock, guard.fault);
  return {
    operations: operationsOf(makeHandle({ ...operations, readKiosk }, [guard.middleware])),
    look: guard.look,
    journalled: journalWaiting,
  };
}

async function signOut(operations: Operations): Promise<void> {
  await operations.signOut({});
  await operations.staffSignOut({});
}

const faultRows = () =>
  bank.registry.journal().flatMap(({ action, outcome }) => (action === "fault" ? [outcome] : []));

test.each(jumps)(
  "after a jump of %i ms right codes are neither judged nor counted, and later accepted",
  async (jump) => {
    const { operations, journalled } = await guarded(await awaitingCode(bank));
    const oneTimePassword = await bank.code();
    bank.clock.jump(jump);
    for (let tries = 0; tries < 6; tries += 1) {
      expect(await refusal(operations.proveCode({ oneTimePassword }))).toEqual(stopped);
    }
    expect(await refusal(operations.signIn(taro))).toEqual(stopped);
    expect(await done(operations.readKiosk({}))).toMatchObject({ fault: "clock-jumped" });
    expect(await bank.wrongTries("oneTimePassword")).toBe(0);
    expect(await bank.token()).toMatchObject({ state: "in-use" });

    bank.clock.jump(-jump);
    expect(await done(operations.readKiosk({}))).toMatchObject({ fault: null });
    expect(await refusal(operations.proveCode({ oneTimePassword }))).toEqual({
      code: "signed-out",
    });
    await done(operations.signIn(taro));
    await done(operations.proveCode({ oneTimePassword }));
    await journalled();
    expect(faultRows()).toEqual(["out-of-service-clock-jumped", "clock-right"]);
  },
);

test("a jump is found though nobody asks for anything, and the staff are signed out", async () => {
  const { operations, look, journalled } = await guarded(bank.kiosk());
  await done(operations.staffSignIn(assistant));
  bank.clock.jump(hour);
  await look();
  await look();
  bank.clock.jump(-hour);
  expect(await refusal(operations.findCustomers({ searched: "フクシマ" }))).toEqual({
    code: "staff-signed-out",
  });
  await journalled();
  expect(faultRows()).toEqual(["out-of-service-clock-jumped", "clock-right"]);
});

test("the set-up code's ten minutes don't begin anew", async () => {
  const { operations } = await guarded(await signedInWith(bank, "issued"));
  bank.clock.advance(9 * 60_000);
  bank.clock.jump(-9 * 60_000);
  expect(await refusal(operations.showSetupCode({ startPassword }))).toEqual(stopped);
});

test.each([
  [0, true],
  [-29_999, true],
  [30_000, false],
  [86_400_000, false],
  [null, false],
])("a time server that finds the clock %s ms ahead: trusted %s", async (found, trusted) => {
  const { operations, look } = await guarded(bank.kiosk());
  bank.clock.jump(24 * hour);
  await look();
  offset = found;
  await look();
  const fault = trusted ? null : "clock-jumped";
  expect(await done(operations.readKiosk({}))).toMatchObject({ fault });
});

const deeds = () => bank.registry.journal().map(({ action }) => action);

test("a kiosk that starts before the newest time in its journal waits, however often it is started", async () => {
  await done(bank.kiosk().signIn(taro));
  bank.clock.jump(-6 * 365 * 24 * hour);
  for (let starts = 0; starts < 3; starts += 1) {
    const kiosk = await guarded(bank.kiosk());
    expect(await refusal(kiosk.operations.signIn(taro))).toEqual(stopped);
    await kiosk.journalled();
  }
  expect(deeds()).not.toContain("start-up");

  const last = await guarded(bank.kiosk());
  bank.clock.jump(6 * 365 * 24 * hour);
  await done(last.operations.signIn(taro));
  await last.look();
  expect(deeds().filter((deed) => deed === "start-up")).toHaveLength(1);
});

test("the newest time decides, not the newest number", async () => {
  const late = { at: bank.clock() + 5 * hour, customerId: null, outcome: "done" } as const;
  await bank.registry.transact(async (rows) => {
    await rows.appendJournal({ ...late, action: "backup" });
    await rows.appendJournal({ ...late, at: bank.clock() - hour, action: "backup" });
  });
  const { operations } = await guarded(bank.kiosk());
  expect(await refusal(operations.signIn(taro))).toEqual(stopped);
});

test("what was journalled while the clock was known to be wrong doesn't count", async () => {
  const wrong = await guarded(await signedInWith(bank, "issued"));
  bank.clock.jump(365 * 24 * hour);
  await wrong.look();
  await wrong.journalled();
  expect(deeds()).toEqual(expect.arrayContaining(["fault", "sign-out"]));
  bank.clock.jump(-365 * 24 * hour);
  const anew = await guarded(bank.kiosk());
  await done(anew.operations.signIn(taro));
});

describe("a clock that was far ahead and is mended", () => {
  const seen = () => new Date(bank.clock() + 9 * hour).toISOString().slice(0, 16);
  beforeEach(async () => {
    bank.clock.jump(70 * 365 * 24 * hour);
    const wrong = await guarded(bank.kiosk());
    await done(wrong.operations.signIn(taro));
    bank.clock.jump(-70 * 365 * 24 * hour);
  });

  test("is taken where a time server vouches for it", async () => {
    offset = 0;
    const { operations } = await guarded(bank.kiosk());
    await done(operations.signIn(taro));
  });

  test("else once somebody has confirmed it, at the next look and at each start from then on", async () => {
    const { operations, look } = await guarded(bank.kiosk());
    expect(await refusal(operations.signIn(taro))).toEqual(stopped);
    await done(confirmClock(bank, seen()));
    await look();
    await done(operations.signIn(taro));

    bank.clock.advance(hour);
    const anew = await guarded(bank.kiosk());
    await done(anew.operations.signIn(taro));
    bank.clock.jump(-2 * hour);
    const early = await guarded(bank.kiosk());
    expect(await refusal(early.operations.signIn(taro))).toEqual(stopped);
  });

  test("is confirmed by the time that another clock shows alone", async () => {
    const before = bank.registry.journal().length;
    expect(await refusal(confirmClock(bank, "now"))).toBe("time-form");
    expect(await refusal(confirmClock(bank, "2026-02-30T10:00"))).toBe("time-form");
    for (const minutes of [-3, 3, 540]) {
      const other = { ...bank, clock: () => bank.clock() + minutes * 60_000 };
      expect(await refusal(confirmClock(other, seen()))).toBe("clock-differs");
    }
    expect(bank.registry.journal()).toHaveLength(before);
  });
});

test("a kiosk that was suspended and wakes with a right clock goes on", async () => {
  const { operations } = await guarded(bank.kiosk());
  // Ticks go on in suspension, as `systemTicks` does.
  bank.clock.advance(9 * hour);
  await done(operations.signIn(taro));
});

test("a start-up that can't be journalled is tried again, and nothing is served before", async () => {
  let fails = true;
  const { clock, registry } = bank;
  const guard = makeClockGuard({
    ...{ log: recordingLog(), journal: registry, signEverybodyOut: () => Promise.resolve() },
    watch: makeClockWatch(clock, clock.monotonicClock),
    evidence: await registry.clockEvidence(),
    begin: async () => {
      if (fails) throw new Error("disk full");
      await journalStartUp(registry, clock);
    },
    offsetMs: async () => null,
  });
  await expect(guard.look()).rejects.toThrow("disk full");
  const operations = operationsOf(makeHandle(bank.kiosk(), [guard.middleware]));
  await expect(operations.signIn(taro)).rejects.toThrow("disk full");
  fails = false;
  await done(operations.signIn(taro));
  expect(deeds()).toEqual(["start-up", "sign-in"]);
});
