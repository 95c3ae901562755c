import type { Result } from "../../../../preload/contract/result.ts";
import type { Measurements } from "../../domain/health.ts";
import type { Mac } from "../../domain/journal-chain.ts";
import type { Clock, Pause, Timer } from "../../ports/clock.ts";
import type { ExaminedRegistry } from "../../ports/examined-registry.ts";
import type { JournalReader } from "../../ports/journal-reader.ts";

/** The dependencies of a journal's check. */
export interface JournalChecking {
  readonly clock: Clock;
  readonly timer: Pick<Timer, "now">;
  /** The number of rows of a journal without a fault, or its first wrong row. */
  readonly checkJournal: (
    journal: JournalReader,
    mac: Mac,
  ) => Promise<Result<number, { readonly number: number }>>;
  readonly pause: Pause;
  /** How long a call waits for a check, which then continues and is reported by a later call. */
  readonly patienceMs: number;
}

type JournalState = Measurements["journal"];
interface Checked extends Pick<ExaminedRegistry, "lastCheck" | "close"> {
  readonly journal: JournalReader;
}

/** The figures of a journal that wasn't checked. */
export const unchecked = { rows: null, at: null, milliseconds: null, brokenRow: null };

/** Checks the journal of each registry that it gets, one at a time, and closes the registry after the check. */
export function journalChecks({
  clock,
  timer,
  checkJournal,
  pause,
  patienceMs,
}: JournalChecking): (registry: Checked, mac: Mac) => Promise<JournalState> {
  const check = async (registry: Checked, mac: Mac): Promise<JournalState> => {
    const at = clock();
    const begun = timer.now();
    try {
      const checked = await checkJournal(registry.journal, mac);
      const milliseconds = Math.round(timer.now() - begun);
      return checked.ok
        ? { state: "well", rows: checked.value, at, milliseconds, brokenRow: null }
        : { state: "broken", rows: null, at, milliseconds, brokenRow: checked.refusal.number };
    } catch {
      // The registry could be read, but not its journal: it was damaged in the meantime, which the next examination
      // reports.
      return { state: "unknown", ...unchecked };
    } finally {
      await registry.close();
    }
  };
  let under: Promise<JournalState> | null = null;
  return async (registry: Checked, mac: Mac): Promise<JournalState> => {
    // A check that is under way, or done and not reported yet, is reported before another one begins.
    if (under === null) under = check(registry, mac);
    else await registry.close();
    const state = await Promise.race([under, pause(patienceMs)]);
    if (state !== undefined) under = null;
    return state ?? { state: "checking", ...unchecked, ...registry.lastCheck };
  };
}
