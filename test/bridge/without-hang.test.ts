import { setTimeout as pause } from "node:timers/promises";
import { expect, test } from "vitest";
import { withoutHang } from "./without-hang.ts";

const stand = (ms: number) => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);

function work(ms: number): void {
  const { user } = process.cpuUsage();
  while (process.cpuUsage().user - user < ms * 1_000);
}

test("work that waits too long, or works too long, fails", async () => {
  await expect(withoutHang(200, () => pause(1_000))).rejects.toThrow();
  await expect(withoutHang(200, async () => work(300))).rejects.toThrow();
});

test("work that ends at once passes, also where the machine gives it no turn for long", async () => {
  expect(await withoutHang(200, async () => "done")).toBe("done");
  await withoutHang(200, async () => {
    await pause(1);
    stand(300);
  });
});
