import { expect, test } from "vitest";
import { killAtRandom, killAtWritePoints } from "./kills.ts";

// The short form of `npm run soak`: other write points at every run, and all of them over time.
test("killed at some of its write points, a kiosk finds all that it answered, and no half of the rest", async () => {
  const { kills, losses } = await killAtWritePoints(20);
  expect(losses).toEqual([]);
  expect(kills).toBeGreaterThanOrEqual(18);
}, 400_000);

test("killed at any moment, too", async () => {
  const { kills, losses } = await killAtRandom(12);
  expect(losses).toEqual([]);
  expect(kills).toBe(12);
}, 400_000);
