import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { effectScope, nextTick, ref } from "vue";
import type { EffectScope } from "vue";
import { useCountdown } from "../../../../renderer/composables/countdown.ts";
import { useIdle } from "../../../../renderer/composables/idle.ts";
import { usePaced } from "../../../../renderer/composables/paced.ts";
import { useNow } from "../../../../renderer/composables/now.ts";

let scope: EffectScope;

beforeEach(() => {
  vi.useFakeTimers({ now: new Date("2025-01-01T00:00:00.400Z") });
  scope = effectScope();
});

afterEach(() => {
  scope.stop();
  vi.useRealTimers();
  document.body.innerHTML = "";
});

function inScope<T>(make: () => T): T {
  const made = scope.run(make);
  if (made === undefined) throw new Error("the scope has been stopped");
  return made;
}

describe("useNow", () => {
  it("ticks on the kiosk's full seconds", () => {
    const now = inScope(() => useNow(86_400_000));
    expect(new Date(now.value).toISOString()).toBe("2025-01-02T00:00:00.400Z");
    vi.advanceTimersByTime(599);
    expect(new Date(now.value).toISOString()).toBe("2025-01-02T00:00:00.400Z");
    vi.advanceTimersByTime(1);
    expect(new Date(now.value).toISOString()).toBe("2025-01-02T00:00:01.000Z");
    vi.advanceTimersByTime(1000);
    expect(new Date(now.value).toISOString()).toBe("2025-01-02T00:00:02.000Z");
  });

  it("follows another offset at once", async () => {
    const offset = ref(0);
    const now = inScope(() => useNow(offset));
    offset.value = 60_000;
    await nextTick();
    expect(new Date(now.value).toISOString()).toBe("2025-01-01T00:01:00.400Z");
  });
});

describe("useCountdown", () => {
  it("counts down and ends once", () => {
    const ended = vi.fn();
    const countdown = inScope(() => useCountdown(ended));
    countdown.start(2);
    expect(countdown.secondsLeft.value).toBe(2);
    vi.advanceTimersByTime(1000);
    expect(countdown.secondsLeft.value).toBe(1);
    vi.advanceTimersByTime(10_000);
    expect(countdown.secondsLeft.value).toBe(0);
    expect(ended).toHaveBeenCalledOnce();
  });

  it("does not end once it is stopped", () => {
    const ended = vi.fn();
    const countdown = inScope(() => useCountdown(ended));
    countdown.start(2);
    countdown.stop();
    vi.advanceTimersByTime(5000);
    expect(ended).not.toHaveBeenCalled();
  });
});

describe("usePaced", () => {
  it("works at the first call, then once for all calls of each while, the last one included", () => {
    const work = vi.fn();
    const call = inScope(() => usePaced(work, 15_000));
    call();
    expect(work).toHaveBeenCalledTimes(1);
    for (let second = 0; second < 29; second += 1) {
      vi.advanceTimersByTime(1_000);
      call();
    }
    expect(work).toHaveBeenCalledTimes(2);
    vi.advanceTimersByTime(1_000);
    expect(work).toHaveBeenCalledTimes(3);
    vi.advanceTimersByTime(60_000);
    expect(work).toHaveBeenCalledTimes(3);
    call();
    expect(work).toHaveBeenCalledTimes(4);
  });
});

describe("useIdle", () => {
  const start = (enabled = ref(true)) =>
    inScope(() => useIdle({ idleSeconds: 60, warningSeconds: 30, enabled }));

  it("warns after the idle time, counts down and ends", () => {
    const idle = start();
    vi.advanceTimersByTime(59_500);
    expect(idle.warning.value).toBe(false);
    vi.advanceTimersByTime(500);
    expect(idle.warning.value).toBe(true);
    expect(idle.secondsLeft.value).toBe(30);
    vi.advanceTimersByTime(29_500);
    expect(idle.expired.value).toBe(false);
    vi.advanceTimersByTime(500);
    expect(idle.expired.value).toBe(true);
    expect(idle.secondsLeft.value).toBe(0);
  });

  it.each(["pointerdown", "keydown"])("begins anew at a %s", (sign) => {
    const idle = start();
    vi.advanceTimersByTime(59_000);
    document.body.dispatchEvent(new Event(sign, { bubbles: true }));
    vi.advanceTimersByTime(59_000);
    expect(idle.warning.value).toBe(false);
  });

  it("goes on from the warning at a finished touch, not at its beginning", () => {
    const idle = start();
    vi.advanceTimersByTime(61_000);
    document.body.dispatchEvent(new Event("pointerdown", { bubbles: true }));
    expect(idle.warning.value).toBe(true);
    document.body.dispatchEvent(new Event("click", { bubbles: true }));
    expect(idle.warning.value).toBe(false);
  });

  it("goes on from the warning at a key, but not at one that leads to its other button", () => {
    const idle = start();
    vi.advanceTimersByTime(61_000);
    const press = (key: string) =>
      document.body.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
    press("Tab");
    press("Shift");
    expect(idle.warning.value).toBe(true);
    press("a");
    expect(idle.warning.value).toBe(false);
  });

  it("does not take the touch that leaves for one that stays", () => {
    document.body.innerHTML = "<button data-idle-leave></button>";
    const idle = start();
    vi.advanceTimersByTime(61_000);
    document.querySelector("button")?.dispatchEvent(new Event("click", { bubbles: true }));
    expect(idle.warning.value).toBe(true);
  });

  it("rests while it is not enabled", async () => {
    const enabled = ref(true);
    const idle = start(enabled);
    vi.advanceTimersByTime(61_000);
    enabled.value = false;
    await nextTick();
    vi.advanceTimersByTime(600_000);
    expect(idle.warning.value).toBe(false);
    expect(idle.expired.value).toBe(false);
  });
});
