import { refused } from "../../preload/contract/result.ts";
import { freeBytesAt } from "../adapters/disk.ts";
import { keyExamination } from "../adapters/keychain-vault/examine-key.ts";
import { systemRandom } from "../adapters/system-random.ts";
import { systemPause, systemTimer } from "../adapters/system-timer.ts";
import { timeSources } from "../adapters/time/time-sources.ts";
import { versionsHere } from "../adapters/versions.ts";
import type { Config } from "../config/config.ts";
import { measureHealth } from "../core/operations/upkeep/measure-health.ts";
import { verifyJournal } from "../core/operations/upkeep/verify-journal.ts";
import type { Clock } from "../core/ports/clock.ts";
import type { RegistryChecks } from "../core/ports/registry-checks.ts";
import type { MeasureHealth } from "../core/ports/health.ts";
import { checksHere } from "../registry/sqlite/inspect.ts";
import { registryExamination } from "../registry/sqlite/examine.ts";
import { placesOf } from "./command-place.ts";
import { keychainOf, keychainPlace } from "./keychain.ts";

/** How long KST006 waits for the journal's check before it is shown without it. */
const shownWithoutMs = 1_000;

/**
 * Measures the kiosk of the data folder `folder` (its real path), in service or not. A measurement waits `patienceMs`
 * at most for the journal's check. `checks`: those of the whole registry; without them they run in this thread.
 */
export function healthOf(
  config: Config,
  folder: string,
  {
    clock,
    patienceMs = shownWithoutMs,
    checks,
  }: {
    readonly clock: Clock;
    readonly patienceMs?: number;
    readonly checks?: RegistryChecks;
  },
): MeasureHealth {
  const { anchor } = keychainOf(config, folder);
  const { registry } = placesOf(folder);
  return measureHealth({
    ...{ clock, timer: systemTimer, pause: systemPause, patienceMs, anchor },
    registry: registryExamination(registry, checks ?? checksHere(registry)),
    examineKey: keyExamination(keychainPlace(config, folder), systemRandom),
    freeBytes: freeBytesAt(folder),
    ntpServer: config.clock.ntpServer,
    time: timeSources(clock),
    userIds: config.token,
    versions: versionsHere(),
    checkJournal: async (journal, mac) => {
      const remembered = await anchor.read();
      const end = remembered.ok ? remembered.value : null;
      const verdict = await (checks?.verifyJournal(end) ?? verifyJournal(journal, mac, end));
      if (verdict.ok) return verdict;
      const { refusal } = verdict;
      // For an older journal this is the first row that it lacks.
      const number = "number" in refusal ? refusal.number : (end?.count ?? 0) - refusal.missing + 1;
      return refused({ number });
    },
  });
}
