import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { makeHeartbeat } from "../../../main/kiosk/heartbeat.ts";
import type { Silence } from "../../../main/kiosk/heartbeat.ts";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** A heartbeat over a page that does as `page.does` says. */
function watched(does: "live" | "hang" | "answer of another page" | "fail" = "live") {
  const page = { does, asked: 0, lives: 0, silences: [] as Silence[] };
  const heartbeat = makeHeartbeat({
    async ask() {
      page.asked += 1;
      if (page.does === "hang") await new Promise(() => undefined);
      if (page.does === "fail") throw new Error("no script runs there");
      return page.does === "live";
    },
    onLife: () => {
      page.lives += 1;
    },
    onSilence: (why) => {
      page.silences.push(why);
    },
  });
  heartbeat.watch();
  return { page, heartbeat };
}

test("a page that answers is left alone, and its life is told once", async () => {
  const { page } = watched();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(page).toMatchObject({ silences: [], lives: 1 });
  expect(page.asked).toBeGreaterThan(100);
});

test.each([
  ["hang", "hangs"],
  ["answer of another page", "elsewhere"],
  ["fail", "elsewhere"],
] as const)(
  "a page that comes to %s is told of once, within 2.25 seconds, as %s",
  async (does, why) => {
    const { page } = watched();
    await vi.advanceTimersByTimeAsync(10_100);
    page.does = does;
    await vi.advanceTimersByTimeAsync(1_600);
    expect(page.silences).toEqual([]);
    await vi.advanceTimersByTimeAsync(650);
    expect(page.silences).toEqual([why]);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(page.silences).toEqual([why]);
  },
);

test("a page that is slow once is alive", async () => {
  const { page } = watched();
  await vi.advanceTimersByTimeAsync(1_000);
  for (let times = 0; times < 20; times += 1) {
    page.does = "answer of another page";
    await vi.advanceTimersByTimeAsync(1_250);
    page.does = "live";
    await vi.advanceTimersByTimeAsync(500);
  }
  expect(page.silences).toEqual([]);
});

test("the page that takes its place is watched anew", async () => {
  const { page, heartbeat } = watched();
  await vi.advanceTimersByTimeAsync(1_000);
  page.does = "hang";
  await vi.advanceTimersByTimeAsync(2_500);
  page.does = "live";
  heartbeat.watch();
  await vi.advanceTimersByTimeAsync(10_000);
  expect(page).toMatchObject({ silences: ["hangs"], lives: 2 });
  page.does = "hang";
  await vi.advanceTimersByTimeAsync(2_500);
  expect(page.silences).toEqual(["hangs", "hangs"]);
});

test("what the page before still answers is no sign of life of its successor", async () => {
  const answers: PromiseWithResolvers<boolean>[] = [];
  const silences: Silence[] = [];
  const heartbeat = makeHeartbeat({
    ask: async () => {
      const answer = Promise.withResolvers<boolean>();
      answers.push(answer);
      return answer.promise;
    },
    onLife: () => silences.push("elsewhere"),
    onSilence: (why) => silences.push(why),
  });
  heartbeat.watch();
  await vi.advanceTimersByTimeAsync(250);
  heartbeat.watch();
  answers[0]?.resolve(true);
  await vi.advanceTimersByTimeAsync(250);
  expect(silences).toEqual([]);
});

test("nobody is asked after the end", async () => {
  const { page, heartbeat } = watched("hang");
  await vi.advanceTimersByTimeAsync(1_000);
  heartbeat.stop();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(page).toMatchObject({ asked: 1, silences: [] });
});

test.each(["hang", "answer of another page"] as const)(
  "a page that does nothing but %s while it loads has half a minute",
  async (does) => {
    const { page } = watched(does);
    await vi.advanceTimersByTimeAsync(29_000);
    expect(page.silences).toEqual([]);
    await vi.advanceTimersByTimeAsync(1_500);
    expect(page.silences).toHaveLength(1);
  },
);

test("a page that took 20 seconds to load lives", async () => {
  const { page } = watched("hang");
  const { page: blank } = watched("answer of another page");
  await vi.advanceTimersByTimeAsync(20_000);
  blank.does = "live";
  await vi.advanceTimersByTimeAsync(20_000);
  expect(blank).toMatchObject({ silences: [], lives: 1 });
  expect(page.silences).toEqual(["hangs"]);
});
