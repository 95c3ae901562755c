import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { untilRead } from "../../../../renderer/composables/until-read.ts";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

it("reads once for all who ask, before and afterwards", async () => {
  const read = vi.fn(async () => "part");
  const ask = untilRead(read);
  expect(read).not.toHaveBeenCalled();
  expect(await Promise.all([ask(), ask(), ask()])).toEqual(["part", "part", "part"]);
  expect(await ask()).toBe("part");
  expect(read).toHaveBeenCalledTimes(1);
});

it("tries again each second, and no oftener for several who ask", async () => {
  const read = vi
    .fn(async () => "part")
    .mockRejectedValueOnce(new Error("unreadable"))
    .mockRejectedValueOnce(new Error("unreadable"));
  const ask = untilRead(read);
  const parts = Promise.all([ask(), ask()]);
  await vi.advanceTimersByTimeAsync(999);
  void ask();
  expect(read).toHaveBeenCalledTimes(1);
  await vi.advanceTimersByTimeAsync(1);
  expect(read).toHaveBeenCalledTimes(2);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(await parts).toEqual(["part", "part"]);
  expect(read).toHaveBeenCalledTimes(3);
});
