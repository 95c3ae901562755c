import { beforeEach, expect, test } from "vitest";
import { demoProfile } from "../../../../main/config/demo-profile.ts";
import { makeClockWatch } from "../../../../main/operations/clock-watch.ts";
import { guardClock, newestAt } from "../../../../main/operations/guard-clock.ts";
import type { GuardedClock } from "../../../../main/operations/guard-clock.ts";
import { journalFaults } from "../../../../main/operations/journal-faults.ts";
import type { Operations } from "../../../../main/operations/operation.ts";
import { outOfService } from "../../../../main/operations/out-of-service.ts";
import { makeWaitingFaults } from "../../../../main/operations/waiting-faults.ts";
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
async function guarded(
  operations: Operations,
): Promise<GuardedClock & { journalled: () => Promise<unknown> }> {
  const { clock, registry } = bank;
  const waiting = makeWaitingFaults({ load: () => [], keep: () => undefined }, clock);
  const { log, journalWaiting } = journalFaults(recordingLog(), registry, waiting);
  const guard = guardClock({
    ...{ operations, log },
    stopped: outOfService(demoProfile, plainBrand, clock, "clock-jumped"),
    watch: makeClockWatch(clock, clock.ticks),
    newestAt: await newestAt(registry),
    offsetMs: async () => offset,
  });
  await guard.look();
  return { ...guard, journalled: journalWaiting };
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

test("a kiosk that starts before its newest row waits for it, or for one more start", async () => {
  await done(bank.kiosk().signIn(taro));
  bank.clock.jump(-hour);
  const first = await guarded(bank.kiosk());
  expect(await refusal(first.operations.signIn(taro))).toEqual(stopped);
  await first.journalled();

  const second = await guarded(bank.kiosk());
  await done(second.operations.signIn(taro));

  bank.clock.advance(hour);
  await done(first.operations.signIn(taro));
});

test("a mended clock is taken at the next start, also after one that was far ahead", async () => {
  bank.clock.jump(24 * hour);
  const wrong = await guarded(bank.kiosk());
  await done(wrong.operations.signIn(taro));
  bank.clock.jump(-24 * hour);
  expect(await refusal(wrong.operations.signIn(taro))).toEqual(stopped);
  await wrong.journalled();
  const anew = await guarded(bank.kiosk());
  await done(anew.operations.signIn(taro));
});
