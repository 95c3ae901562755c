import { RegistryBusy } from "../core/domain/registry-errors.ts";
import type { Log } from "../core/ports/log.ts";

/**
 * Runs works that no request waits for: an error of one is logged under its name, the first time of several in a row,
 * and ends neither the process nor the other works.
 */
export function inBackground(
  log: Pick<Log, "error">,
  works: Readonly<Record<string, () => unknown>>,
): () => void {
  const failing = new Set<string>();
  const run = async (name: string, work: () => unknown): Promise<void> => {
    try {
      await work();
      failing.delete(name);
    } catch (failure) {
      // This is no fault: the work is done at the next turn.
      if (failure instanceof RegistryBusy) return;
      if (failing.has(name)) return;
      failing.add(name);
      try {
        log.error(`${name}-failed`, failure);
      } catch {
        // There is nothing left to report.
      }
    }
  };
  return () => {
    for (const [name, work] of Object.entries(works)) void run(name, work);
  };
}

/** Waits for `work`, but no longer than so many milliseconds. */
export async function within(milliseconds: number, work: Promise<void> | null): Promise<void> {
  const { promise: over, resolve } = Promise.withResolvers<undefined>();
  const timer = setTimeout(resolve, milliseconds);
  await Promise.race([work, over]);
  clearTimeout(timer);
}
