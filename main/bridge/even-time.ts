/**
 * Does `work`, and ends at a whole multiple of `periodMs` since its begin: what takes a little longer for a right
 * password or code than for a wrong one ends with it, and its time tells nothing. 0: as soon as it is done.
 *
 * Worked example, 50 ms: work of 12 ms and work of 49 ms end after 50 ms, work of 51 ms after 100 ms.
 */
export async function inEvenTime<T>(periodMs: number, work: () => Promise<T>): Promise<T> {
  const begun = performance.now();
  try {
    return await work();
  } finally {
    const taken = performance.now() - begun;
    const left = periodMs === 0 ? 0 : Math.ceil(taken / periodMs) * periodMs - taken;
    if (left > 0) await new Promise((resolve) => setTimeout(resolve, left));
  }
}
