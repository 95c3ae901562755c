import { refused } from "../../preload/contract/result.ts";
import { measureHealth } from "../adapters/health/measure-health.ts";
import { systemRandom } from "../adapters/system-random.ts";
import type { Config } from "../config/config.ts";
import { verifyJournal } from "../core/operations/upkeep/verify-journal.ts";
import type { Clock } from "../core/ports/clock.ts";
import type { MeasureHealth } from "../core/ports/health.ts";
import { versionsHere } from "../adapters/versions.ts";
import { keychainOf, keychainPlace } from "./keychain.ts";

/**
 * Measures the kiosk of the data folder `folder` (its real path), whether or not it serves. A measurement waits
 * `patienceMs` at most for the journal's check.
 */
export function healthOf(
  config: Config,
  folder: string,
  { clock, patienceMs }: { readonly clock: Clock; readonly patienceMs: number },
): MeasureHealth {
  return measureHealth({
    ...{ folder, clock, patienceMs, random: systemRandom },
    keychain: keychainPlace(config, folder),
    ntpServer: config.clock.ntpServer,
    userIds: config.token,
    versions: versionsHere(),
    checkJournal: async (journal, mac) => {
      const remembered = await keychainOf(config, folder).anchor.read();
      const anchor = remembered.ok ? remembered.value : null;
      const verdict = await verifyJournal(journal, mac, anchor);
      if (verdict.ok) return verdict;
      const { refusal } = verdict;
      // Of an older journal the first row that it lacks.
      const number =
        "number" in refusal ? refusal.number : (anchor?.count ?? 0) - refusal.missing + 1;
      return refused({ number });
    },
  });
}
