import { beforeEach, expect, test } from "vitest";
import { done, mailAddress, taro } from "./a-kiosk.ts";
import { aSweptBank, day, hour } from "./a-swept-bank.ts";
import type { SweptBank } from "./a-swept-bank.ts";

let swept: SweptBank;
beforeEach(async () => {
  swept = await aSweptBank();
});

/** By a kiosk that starts now. */
const sweepOnce = async () => {
  const sweep = await swept.sweeper();
  await sweep();
};

const nothing = async (sweep: () => Promise<void>) => {
  swept.files.prints = 1;
  await sweep();
  expect([swept.files.prints, swept.addresses(), swept.rows()]).toEqual([1, [mailAddress], []]);
};

/* A time that may be wrong erases nothing: */

test("a clock that the guard finds put; once it is right again, what has to go goes at once", async () => {
  await swept.released();
  const sweep = await swept.sweeper();
  await swept.daysPass(30, sweep);
  swept.bank.clock.advance(hour);
  swept.bank.clock.jump(365 * day);
  swept.isRight = false;
  await nothing(sweep);
  swept.bank.clock.jump(-365 * day);
  swept.isRight = true;
  await sweep();
  expect([swept.files.prints, swept.addresses()]).toEqual([0, [mailAddress]]);
});

test("a clock that is put while the time service is asked", async () => {
  await swept.released();
  const sweep = await swept.sweeper();
  const underWay = sweep();
  swept.bank.clock.jump(365 * day);
  await underWay;
  expect(swept.addresses()).toEqual([mailAddress]);
});

test.each([30_000, -30_000, 365 * day])(
  "one that a time service finds off by %i ms",
  async (found) => {
    await swept.released();
    const sweep = await swept.sweeper();
    swept.bank.clock.advance(91 * day);
    swept.offset = found;
    await nothing(sweep);
  },
);

test("one that stands a year ahead when the kiosk starts, however often it is started", async () => {
  await swept.released();
  await sweepOnce();
  swept.bank.clock.jump(365 * day);
  for (let starts = 0; starts < 3; starts += 1) {
    const sweep = await swept.sweeper();
    // What a start writes, and those who come.
    await done(swept.bank.kiosk().signIn(taro));
    await nothing(sweep);
    swept.bank.clock.advance(day);
  }
  // Once a start.
  const waits = Array.from({ length: 3 }, () => "retention-waits-for-clock");
  expect(swept.log.entries.map(({ event }) => event)).toEqual(waits);
});

test("also at the first start with this rule, by what the journal had told before", async () => {
  await swept.released();
  swept.bank.clock.jump(365 * day);
  for (let starts = 0; starts < 2; starts += 1) {
    const sweep = await swept.sweeper();
    await done(swept.bank.kiosk().signIn(taro));
    await nothing(sweep);
  }
});

test("until a time service says that it is right", async () => {
  await swept.released();
  await sweepOnce();
  swept.bank.clock.jump(365 * day);
  swept.offset = 29_999;
  await sweepOnce();
  expect(swept.addresses()).toEqual([""]);
});

test("or somebody confirms it, which vouches for the time up to now alone", async () => {
  await swept.released();
  const sweep = await swept.sweeper();
  await sweep();
  const deed = { customerId: null, action: "clock-confirm", outcome: "done" } as const;
  swept.bank.clock.advance(60 * day);
  await nothing(sweep);
  await swept.bank.registry.transact((all) =>
    all.appendJournal({ ...deed, at: swept.bank.clock() }),
  );
  swept.bank.clock.advance(hour);
  await sweep();
  expect([swept.files.prints, swept.addresses()]).toEqual([0, [mailAddress]]);
  swept.bank.clock.advance(60 * day);
  swept.files.prints = 1;
  await sweep();
  expect([swept.files.prints, swept.addresses()]).toEqual([1, [mailAddress]]);
});
