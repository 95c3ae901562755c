import { beforeEach, expect, test } from "vitest";
import { makeClockWatch } from "../../../../main/core/operations/upkeep/clock-watch.ts";
import type { ClockWatch } from "../../../../main/core/operations/upkeep/clock-watch.ts";
import { fixedClock } from "../../../fakes/fixed-clock.ts";
import type { FixedClock } from "../../../fakes/fixed-clock.ts";

const hour = 3_600_000;
let clock: FixedClock;
let newest: number;
let watch: ClockWatch;
beforeEach(() => {
  clock = fixedClock("2026-04-01T10:00:30+09:00");
  newest = clock();
  watch = makeClockWatch(clock, clock.monotonicClock);
});
const isRight = () => watch.isRight(newest);

test.each([-hour, 24 * hour, 60_001, -60_001])(
  "a jump of %i ms is found, and over when the clock is where it would have been",
  (jump) => {
    expect(isRight()).toBe(true);
    clock.advance(hour);
    clock.jump(jump);
    expect(isRight()).toBe(false);
    clock.advance(hour);
    expect(isRight()).toBe(false);
    clock.jump(-jump);
    expect(isRight()).toBe(true);
  },
);

test.each([60_000, -60_000])("a step of %i ms is none: right codes are still accepted", (step) => {
  expect(isRight()).toBe(true);
  clock.jump(step);
  expect(isRight()).toBe(true);
});

test("time that passes is no jump, however much of it", () => {
  expect(isRight()).toBe(true);
  clock.advance(1_000 * 24 * hour);
  expect(isRight()).toBe(true);
});

test("small steps that add up to an hour are no jump", () => {
  for (let steps = 0; steps < 7_200; steps += 1) {
    clock.advance(30_000);
    clock.jump(-500);
    expect(isRight()).toBe(true);
  }
});

test("steps while the clock is wrong don't make it right", () => {
  expect(isRight()).toBe(true);
  clock.jump(120_000);
  for (let steps = 0; steps < 59; steps += 1) {
    expect(isRight()).toBe(false);
    clock.jump(-1_000);
  }
  expect(isRight()).toBe(false);
  clock.jump(-1_000);
  expect(isRight()).toBe(true);
});

test("a machine that was suspended wakes with a clock that goes on, or has jumped", () => {
  expect(isRight()).toBe(true);
  clock.advance(8 * hour);
  expect(isRight()).toBe(true);
  clock.advance(8 * hour);
  clock.jump(-8 * hour);
  expect(isRight()).toBe(false);
});

test("at a start the clock is taken as it stands, unless it is before the newest row by more than a minute", () => {
  clock.jump(30 * 24 * hour);
  expect(isRight()).toBe(true);
  clock.set(newest - 60_000);
  watch = makeClockWatch(clock, clock.monotonicClock);
  expect(isRight()).toBe(true);
  clock.jump(-1);
  watch = makeClockWatch(clock, clock.monotonicClock);
  expect(isRight()).toBe(false);
  clock.advance(1);
  expect(isRight()).toBe(true);
});

test("a newest row of before the start decides no more once the clock was right", () => {
  expect(isRight()).toBe(true);
  expect(watch.isRight(clock() + 24 * hour)).toBe(true);
});

test("what a time server vouches for is right from then on, and nothing else", () => {
  expect(isRight()).toBe(true);
  clock.jump(24 * hour);
  watch.trust();
  expect(isRight()).toBe(true);
  clock.jump(-24 * hour);
  expect(isRight()).toBe(false);
});
