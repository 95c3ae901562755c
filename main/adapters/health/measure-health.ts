import { statfs } from "node:fs/promises";
import type { Versions } from "../../../preload/contract/health.ts";
import type { Result } from "../../../preload/contract/result.ts";
import type { Mac } from "../../domain/journal-chain.ts";
import type { Measurements } from "../../domain/health.ts";
import type { Clock } from "../../ports/clock.ts";
import type { MeasureHealth } from "../../ports/health.ts";
import type { JournalReader } from "../../ports/registry.ts";
import type { ExaminedRegistry } from "../sqlite-registry/examine.ts";
import { measureStores } from "./measure-stores.ts";
import type { MeasuredStores } from "./measure-stores.ts";
import { clockOffset } from "./sntp.ts";

/** What is measured, and with what. */
export interface MeasuredKiosk extends MeasuredStores {
  /** Real path of the data folder. */
  readonly folder: string;
  readonly clock: Clock;
  /** "HOST" or "HOST:PORT"; null: the clock is compared with none. */
  readonly ntpServer: string | null;
  readonly versions: Versions;
  /** How many rows of a journal are whole, or the first that is not. */
  readonly checkJournal: (
    journal: JournalReader,
    mac: Mac,
  ) => Promise<Result<number, { readonly number: number }>>;
  /** How long a measurement waits for the journal's check, which then goes on and is told by a later one. */
  readonly patienceMs: number;
}

type JournalState = Measurements["journal"];

const untold = { rows: null, at: null, milliseconds: null, brokenRow: null };

/** Measures the kiosk of a data folder with connections of its own, whether or not a kiosk is at work there. */
export function measureHealth(kiosk: MeasuredKiosk): MeasureHealth {
  const { clock, ntpServer, versions } = kiosk;
  const journalOf = journalChecks(kiosk);
  return async () => {
    const [disk, offsetMs, stores] = await Promise.all([
      freeBytesOf(kiosk.folder),
      ntpServer === null ? null : clockOffset(ntpServer, clock),
      measureStores(kiosk),
    ]);
    const { keychain, registry, opened, vault } = stores;
    const journal =
      opened !== null && vault !== null
        ? await journalOf(opened, vault.mac)
        : { state: "unknown" as const, ...untold };
    if (vault === null) await opened?.close();
    return {
      keychain,
      registry,
      disk: { freeBytes: disk },
      clock: { server: ntpServer, offsetMs },
      mail: opened && { unsent: opened.unsent, oldestAt: opened.oldestUnsentAt },
      versions,
      backup: opened && { at: opened.lastBackupAt },
      journal,
    };
  };
}

/** Checks the journal of each registry it is given, one check at a time, and closes the registry when it is done. */
function journalChecks({ clock, checkJournal, patienceMs }: MeasuredKiosk) {
  const check = async (registry: ExaminedRegistry, mac: Mac): Promise<JournalState> => {
    const at = clock();
    const begun = performance.now();
    try {
      const checked = await checkJournal(registry.journal, mac);
      const milliseconds = Math.round(performance.now() - begun);
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
  return async (registry: ExaminedRegistry, mac: Mac): Promise<JournalState> => {
    // One that is under way, or done and not told yet, is told before another begins.
    if (under === null) under = check(registry, mac);
    else await registry.close();
    const told = await Promise.race([under, after(patienceMs)]);
    if (told !== undefined) under = null;
    return told ?? { state: "checking", ...untold, ...registry.lastCheck };
  };
}

/** What an ordinary user may still write where `folder` is; null: the folder isn't there. */
async function freeBytesOf(folder: string): Promise<number | null> {
  try {
    const { bavail, bsize } = await statfs(folder);
    return bavail * bsize;
  } catch {
    return null;
  }
}

function after(milliseconds: number): Promise<undefined> {
  return new Promise((resolve) => {
    setTimeout(resolve, milliseconds, undefined).unref();
  });
}
