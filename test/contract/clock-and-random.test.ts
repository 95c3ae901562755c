import { expect, test } from "vitest";
import { systemClock } from "../../main/adapters/system-clock.ts";
import { systemRandom } from "../../main/adapters/system-random.ts";
import { fixedClock } from "../fakes/fixed-clock.ts";
import { seededRandom } from "../fakes/seeded-random.ts";

test.each([0, 86_400, -60])("the system's clock is shifted by %i seconds", (seconds) => {
  expect(Math.abs(systemClock(seconds)() - seconds * 1_000 - Date.now())).toBeLessThan(1_000);
});

test("the fixed clock goes only where it is sent", () => {
  const clock = fixedClock("2026-03-02T23:59:59+09:00");
  expect(clock()).toBe(Date.UTC(2026, 2, 2, 14, 59, 59));
  clock.advance(1_000);
  expect(clock()).toBe(Date.UTC(2026, 2, 2, 15));
  clock.set(5);
  expect(clock()).toBe(5);
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
