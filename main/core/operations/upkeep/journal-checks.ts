import type { Result } from "../../../../preload/contract/result.ts";
import type { Measurements } from "../../domain/health.ts";
import type { Mac } from "../../domain/journal-chain.ts";
import type { Clock, Pause, Timer } from "../../ports/clock.ts";
import type { ExaminedRegistry } from "../../ports/examined-registry.ts";
import type { JournalReader } from "../../ports/registry.ts";

/** What journals are checked with. */
export interface JournalChecking {
  readonly clock: Clock;
  readonly timer: Pick<Timer, "now">;
  /** How many rows of a journal are whole, or the first that is not. */
  readonly checkJournal: (
    journal: JournalReader,
    mac: Mac,
  ) => Promise<Result<number, { readonly number: number }>>;
  readonly pause: Pause;
  /** How long is waited for a check, which then goes on and is told by a later call. */
  readonly patienceMs: number;
}

type JournalState = Measurements["journal"];
interface Checked extends Pick<ExaminedRegistry, "lastCheck" | "close"> {
  readonly journal: JournalReader;
}

/** The figures of a journal of which nothing is known. */
export const untold = { rows: null, at: null, milliseconds: null, brokenRow: null };

/** Checks the journal of each registry it is given, one check at a time, and closes the registry when it is done. */
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
      // Read but for its journal: damaged in the meantime, which the next look at the registry tells.
      return { state: "unknown", ...untold };
    } finally {
      await registry.close();
    }
  };
  let under: Promise<JournalState> | null = null;
  return async (registry: Checked, mac: Mac): Promise<JournalState> => {
    // One that is under way, or done and not told yet, is told before another begins.
    if (under === null) under = check(registry, mac);
    else await registry.close();
    const told = await Promise.race([under, pause(patienceMs)]);
    if (told !== undefined) under = null;
    return told ?? { state: "checking", ...untold, ...registry.lastCheck };
  };
}
