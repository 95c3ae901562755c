import { expect } from "vitest";

const turnMs = 20;

/**
 * Waits for `work`, which may hold the kiosk up for less than `mostMs`: by the turns that a timer beside it takes
 * meanwhile, which count what is waited, and by the processor's time, which counts what is worked. A machine that gives
 * this process no turn lengthens neither.
 */
export async function withoutHang<T>(mostMs: number, work: () => Promise<T>): Promise<T> {
  let turns = 0;
  const timer = setInterval(() => (turns += 1), turnMs);
  const begun = performance.now();
  const usage = process.cpuUsage();
  try {
    const answer = await work();
    const { user, system } = process.cpuUsage(usage);
    // Several threads together may use more than the time that went by.
    const workedMs = Math.min(performance.now() - begun, (user + system) / 1_000);
    expect({ waitedMs: turns * turnMs, workedMs }).toSatisfy(
      ({ waitedMs, workedMs }: { waitedMs: number; workedMs: number }) =>
        waitedMs < mostMs && workedMs < mostMs,
    );
    return answer;
  } finally {
    clearInterval(timer);
  }
}
