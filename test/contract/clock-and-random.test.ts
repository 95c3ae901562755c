import { setTimeout as pause } from "node:timers/promises";
import { expect, test, vi } from "vitest";
import { systemClock, systemMonotonicClock } from "../../main/adapters/system-clock.ts";
import { systemRandom } from "../../main/adapters/system-random.ts";
import { fixedClock } from "../fakes/fixed-clock.ts";
import { seededRandom } from "../fakes/seeded-random.ts";

test.each([0, 86_400, -60])("the system's clock is shifted by %i seconds", (seconds) => {
  expect(Math.abs(systemClock(seconds)() - seconds * 1_000 - Date.now())).toBeLessThan(1_000);
});

test("the system's ticks go on in milliseconds, whatever the time of day is put to", async () => {
  const [time, passed] = [Date.now(), systemMonotonicClock()];
  vi.spyOn(Date, "now").mockReturnValue(time - 3_600_000);
  await pause(20);
  vi.restoreAllMocks();
  expect(Math.abs(Date.now() - time - (systemMonotonicClock() - passed))).toBeLessThan(1_000);
  expect(systemMonotonicClock() - passed).toBeGreaterThan(15);
});

test("the fixed clock goes only where it is sent", () => {
  const clock = fixedClock("2026-03-02T23:59:59+09:00");
  expect(clock()).toBe(Date.UTC(2026, 2, 2, 14, 59, 59));
  clock.advance(1_000);
  expect(clock()).toBe(Date.UTC(2026, 2, 2, 15));
  expect(clock.monotonicClock()).toBe(1_000);
  clock.set(5);
  clock.jump(-3);
  expect([clock(), clock.monotonicClock()]).toEqual([2, 1_000]);
  clock.set(10);
  expect([clock(), clock.monotonicClock()]).toEqual([10, 1_008]);
});

test.each([
  ["system", systemRandom],
  ["seeded", seededRandom(1)],
])("the %s generator gives as many bytes as asked for, other ones each time", (_name, random) => {
  expect([0, 1, 20, 32, 100].map((length) => random(length).length)).toEqual([0, 1, 20, 32, 100]);
  const drawn = Array.from({ length: 100 }, () => Buffer.from(random(20)).toString("hex"));
  expect(new Set(drawn).size).toBe(100);
});

test("the seeded generator repeats itself for the same seed alone", () => {
  expect(seededRandom(3)(20)).toEqual(seededRandom(3)(20));
  expect(seededRandom(3)(20)).not.toEqual(seededRandom(4)(20));
});
