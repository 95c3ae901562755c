import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { makeHeartbeat } from "../../../main/window/heartbeat.ts";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** A heartbeat over a page that answers as long as `answers` says so. */
function watched() {
  const page = { answers: true, asked: 0, hangs: 0 };
  const heartbeat = makeHeartbeat({
    ask: () => {
      page.asked += 1;
      return page.answers ? Promise.resolve() : new Promise(() => undefined);
    },
    onHang: () => {
      page.hangs += 1;
    },
  });
  heartbeat.start();
  return { page, heartbeat };
}

test("a page that answers is left alone", async () => {
  const { page } = watched();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(page.hangs).toBe(0);
  expect(page.asked).toBeGreaterThan(100);
});

test("a page that answers with a failure is alive", async () => {
  const hangs: true[] = [];
  const heartbeat = makeHeartbeat({
    ask: () => Promise.reject(new Error("no script runs now")),
    onHang: () => hangs.push(true),
  });
  heartbeat.start();
  await vi.advanceTimersByTimeAsync(10_000);
  expect(hangs).toEqual([]);
});

test("a page that falls silent is told once, within 2.25 seconds", async () => {
  const { page } = watched();
  await vi.advanceTimersByTimeAsync(10_100);
  page.answers = false;
  await vi.advanceTimersByTimeAsync(1_700);
  expect(page.hangs).toBe(0);
  await vi.advanceTimersByTimeAsync(550);
  expect(page.hangs).toBe(1);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(page.hangs).toBe(1);
});

test("the page that takes its place is watched anew", async () => {
  const { page, heartbeat } = watched();
  page.answers = false;
  await vi.advanceTimersByTimeAsync(2_500);
  page.answers = true;
  heartbeat.start();
  await vi.advanceTimersByTimeAsync(10_000);
  expect(page.hangs).toBe(1);
  page.answers = false;
  await vi.advanceTimersByTimeAsync(2_500);
  expect(page.hangs).toBe(2);
});

test("nobody is asked after the end", async () => {
  const { page, heartbeat } = watched();
  page.answers = false;
  await vi.advanceTimersByTimeAsync(1_000);
  heartbeat.stop();
  await vi.advanceTimersByTimeAsync(10_000);
  expect(page).toMatchObject({ asked: 1, hangs: 0 });
});

test("a page that hangs before it is loaded is told too, later than a loaded one", async () => {
  const { page, heartbeat } = watched();
  page.answers = false;
  heartbeat.startLoading();
  await vi.advanceTimersByTimeAsync(9_000);
  expect(page.hangs).toBe(0);
  await vi.advanceTimersByTimeAsync(2_000);
  expect(page.hangs).toBe(1);
});
