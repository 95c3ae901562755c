import { expect, test } from "vitest";
import { inBackground } from "../../../main/compose/in-background.ts";
import { RegistryBusy } from "../../../main/core/domain/registry-errors.ts";

const settled = () => new Promise((resolve) => setImmediate(resolve));

test("what a work rejects with or throws ends nothing, and is told once in a row", async () => {
  const told: string[] = [];
  let fails = true;
  let done = 0;
  const run = inBackground(
    { error: (event) => told.push(event) },
    {
      rejects: () => (fails ? Promise.reject(new Error("late")) : Promise.resolve()),
      throws: () => {
        if (fails) throw new Error("at once");
      },
      works: () => (done += 1),
    },
  );
  for (const failing of [true, true, false, true]) {
    fails = failing;
    run();
    await settled();
  }
  expect(told.sort()).toEqual([
    ...["rejects-failed", "rejects-failed", "throws-failed", "throws-failed"],
  ]);
  expect(done).toBe(4);
});

test("a log that can't be written ends nothing either", async () => {
  const run = inBackground(
    {
      error: () => {
        throw new Error("disk full");
      },
    },
    { rejects: () => Promise.reject(new Error("late")) },
  );
  run();
  await settled();
});

test("a busy registry is told to nobody: the work is done at the next turn", async () => {
  const told: string[] = [];
  const run = inBackground(
    { error: (event) => told.push(event) },
    { waits: () => Promise.reject(new RegistryBusy()) },
  );
  run();
  await settled();
  expect(told).toEqual([]);
});
