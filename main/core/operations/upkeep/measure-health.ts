import type { Versions } from "../../../../preload/contract/health.ts";
import { commonOffset, phonesMs } from "../../domain/phone-clocks.ts";
import type { FreeBytes, MeasureHealth, TimeSources } from "../../ports/health.ts";
import { journalChecks, unchecked } from "./journal-checks.ts";
import type { JournalChecking } from "./journal-checks.ts";
import { measureStores } from "./measure-stores.ts";
import type { MeasuredStores } from "./measure-stores.ts";

/** The kiosk to be measured, and the dependencies of the measurement. */
export interface MeasuredKiosk extends MeasuredStores, JournalChecking {
  readonly freeBytes: FreeBytes;
  /** "HOST" or "HOST:PORT"; null: the clock is compared with no server. */
  readonly ntpServer: string | null;
  readonly time: TimeSources;
  readonly versions: Versions;
}

/** Measures the kiosk of a data folder with connections of its own, whether or not a kiosk is running there. */
export function measureHealth(kiosk: MeasuredKiosk): MeasureHealth {
  const { clock, freeBytes, ntpServer, time, versions } = kiosk;
  const journalOf = journalChecks(kiosk);
  return async () => {
    const [disk, offsetMs, synchronised, stores] = await Promise.all([
      freeBytes(),
      ntpServer === null ? null : time.offsetTo(ntpServer),
      ntpServer === null ? time.isSynchronised() : null,
      measureStores(kiosk),
    ]);
    const { keychain, registry, opened, proofs } = stores;
    const offsets = (await opened?.journal.phoneOffsets(clock() - phonesMs)) ?? [];
    const newestAt = (await opened?.journal.clockEvidence())?.newestAt ?? null;
    const phones = commonOffset(offsets);
    const journal =
      opened !== null && proofs !== null
        ? await journalOf(opened, proofs.mac)
        : { state: "unknown" as const, ...unchecked };
    if (proofs === null) await opened?.close();
    return {
      keychain,
      registry,
      disk: { freeBytes: disk },
      clock: { server: ntpServer, offsetMs, synchronised, phones, newestAt },
      mail: opened && {
        unsent: opened.unsent,
        oldestAt: opened.oldestUnsentAt,
        failed: opened.failedMails,
        trouble: opened.serverTrouble,
      },
      versions,
      backup: opened && { at: opened.lastBackupAt, rotatedAt: opened.lastRotationAt },
      journal,
    };
  };
}
