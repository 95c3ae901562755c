import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { keepPage } from "../../../main/kiosk/page-keeper.ts";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/**
 * A page as Electron has one, with its process and what becomes of it. `loads`: how a load ends; `hears`: whether its
 * process takes Electron's message to crash; `dies`: whether SIGKILL ends it.
 */
function kept() {
  const page = {
    loads: "well" as "well" | "never" | "not" | "dying",
    answers: "own" as "own" | "blank" | "nothing",
    hears: true,
    dies: true,
    hasProcess: true,
    /** What happened, in order. */
    log: [] as string[],
  };
  const end = (reason: string) => {
    setTimeout(() => {
      keeper.gone(reason);
    });
  };
  const keeper = keepPage({
    async open() {
      page.log.push("open");
      if (page.loads === "never") await new Promise(() => undefined);
      if (page.loads === "dying") end("crashed");
      if (page.loads !== "well")
        throw new Error("ERR_FAILED (-2) loading 'app://kiosk/index.html'");
      page.answers = "own";
    },
    async ask() {
      if (page.answers === "nothing" || page.loads === "never") await new Promise(() => undefined);
      return page.answers === "own" && page.loads === "well";
    },
    crash() {
      page.log.push("crash");
      if (page.hears) end("crashed");
    },
    kill() {
      page.log.push("kill");
      if (page.hasProcess && page.dies) end("killed");
      return page.hasProcess;
    },
    onLost: (reason) => page.log.push(`lost: ${reason}`),
    onSpent: () => page.log.push("spent"),
  });
  return { page, keeper };
}

async function begun() {
  const { page, keeper } = kept();
  keeper.start();
  await vi.advanceTimersByTimeAsync(1_000);
  expect(page.log.splice(0)).toEqual(["open"]);
  return { page, keeper };
}

test("a page that lives is left alone", async () => {
  const { page } = await begun();
  await vi.advanceTimersByTimeAsync(3_600_000);
  expect(page.log).toEqual([]);
});

test("a page that dies is opened anew after a short pause, as often as it dies", async () => {
  const { page, keeper } = await begun();
  for (let times = 0; times < 20; times += 1) {
    keeper.gone("oom");
    await vi.advanceTimersByTimeAsync(240);
    expect(page.log).toEqual(["lost: oom"]);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(page.log.splice(0)).toEqual(["lost: oom", "open"]);
  }
});

test.each([
  ["nothing", "hangs"],
  ["blank", "elsewhere"],
] as const)(
  "a page that answers %s is ended and another one opened within 3 seconds",
  async (answers, why) => {
    const { page } = await begun();
    page.answers = answers;
    await vi.advanceTimersByTimeAsync(3_000);
    expect(page.log).toEqual([`lost: ${why}`, "crash", "open"]);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(page.log).toHaveLength(3);
  },
);

test("one that doesn't hear of it is killed two seconds later", async () => {
  const { page } = await begun();
  Object.assign(page, { answers: "nothing", hears: false });
  await vi.advanceTimersByTimeAsync(3_500);
  expect(page.log).toEqual(["lost: hangs", "crash"]);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(page.log).toEqual(["lost: hangs", "crash", "kill", "open"]);
});

test("where there is no process to be killed the page is opened at once", async () => {
  const { page } = await begun();
  Object.assign(page, { answers: "nothing", hears: false, hasProcess: false });
  await vi.advanceTimersByTimeAsync(4_500);
  expect(page.log).toEqual(["lost: hangs", "crash", "kill", "open"]);
});

test("a process that nothing ends is opened over, and gives the kiosk up after some tries", async () => {
  const { page } = await begun();
  Object.assign(page, { answers: "nothing", loads: "never", hears: false, dies: false });
  await vi.advanceTimersByTimeAsync(6_500);
  expect(page.log.splice(0)).toEqual(["lost: hangs", "crash", "kill", "open"]);
  await vi.advanceTimersByTimeAsync(600_000);
  expect(page.log.filter((entry) => entry === "open")).toHaveLength(7);
  expect(page.log.at(-1)).toBe("spent");
  expect(page.log.filter((entry) => entry === "spent")).toHaveLength(1);
});

test("a page that took long to load isn't lost, one that never ends loading is", async () => {
  const { page } = await begun();
  const { page: slow, keeper } = kept();
  slow.loads = "never";
  keeper.start();
  await vi.advanceTimersByTimeAsync(20_000);
  expect(slow.log).toEqual(["open"]);
  await vi.advanceTimersByTimeAsync(12_000);
  expect(slow.log).toEqual(["open", "lost: hangs", "crash", "open"]);
  slow.loads = "well";
  await vi.advanceTimersByTimeAsync(60_000);
  expect(slow.log.filter((entry) => entry === "spent")).toEqual([]);
  expect(page.log).toEqual([]);
});

test.each([
  ["can't be loaded", "not"],
  ["dies in each load", "dying"],
] as const)("a page that %s is opened with growing pauses, then given up", async (_, loads) => {
  const { page, keeper } = kept();
  page.loads = loads;
  keeper.start();
  const opened: number[] = [];
  let last = "";
  for (let ms = 0; ms < 120_000; ms += 50) {
    await vi.advanceTimersByTimeAsync(50);
    for (const entry of page.log.splice(0)) {
      if (entry === "open") opened.push(ms);
      last = entry;
    }
  }
  expect(opened).toHaveLength(8);
  expect(last).toBe("spent");
  const pauses = opened.slice(1).map((at, index) => at - (opened[index] ?? 0));
  expect(pauses.slice(0, 6)).toEqual(pauses.slice(0, 6).toSorted((a, b) => a - b));
  expect(pauses[5]).toBeGreaterThanOrEqual(8_000);
});

test("a page that lives at last begins the count anew", async () => {
  const { page, keeper } = kept();
  page.loads = "not";
  keeper.start();
  await vi.advanceTimersByTimeAsync(5_000);
  page.loads = "well";
  await vi.advanceTimersByTimeAsync(20_000);
  page.log.length = 0;
  keeper.gone("crashed");
  await vi.advanceTimersByTimeAsync(300);
  expect(page.log).toEqual(["lost: crashed", "open"]);
});

test.each(["in life", "while it is ended", "in a pause"])(
  "after the stop nothing is told or opened: %s",
  async (when) => {
    const { page, keeper } = await begun();
    if (when === "while it is ended") {
      Object.assign(page, { answers: "nothing", hears: false });
      await vi.advanceTimersByTimeAsync(2_500);
    } else if (when === "in a pause") keeper.gone("crashed");
    page.log.length = 0;
    keeper.stop();
    keeper.gone("killed");
    await vi.advanceTimersByTimeAsync(60_000);
    expect(page.log).toEqual([]);
    keeper.start();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(page.log).toEqual([]);
  },
);
