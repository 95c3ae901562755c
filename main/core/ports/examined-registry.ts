import type { Result } from "../../../preload/contract/result.ts";
import type { Measurements } from "../domain/health.ts";
import type { JournalAnchor } from "../domain/journal-chain.ts";
import type { ServerTrouble } from "../domain/mail-schedule.ts";
import type { PhoneOffset } from "../domain/phone-clocks.ts";
import type { JournalReader } from "./journal-reader.ts";

/** The result of examining a registry, and its journal until it is closed. */
export interface ExaminedRegistry {
  readonly fingerprint: string | null;
  /** The greatest that was ever issued; null: none was. */
  readonly greatestUserId: string | null;
  readonly unsent: number;
  /** Epoch milliseconds, as all times here. */
  readonly oldestUnsentAt: number | null;
  /**
   * The times at which mails ended undelivered, of mails that were not followed by another of the kind or an action of
   * the operator.
   */
  readonly failedMails: readonly {
    readonly outcome: "rejected" | "expired";
    readonly at: number;
  }[];
  readonly serverTrouble: ServerTrouble | null;
  readonly lastBackupAt: number | null;
  /** When a rotation of keys last ended. */
  readonly lastRotationAt: number | null;
  /** The last row up to which 保守 have seen the journal verified, and when. */
  readonly lastCheck: { readonly rows: number; readonly at: number } | null;
  readonly journal: ExaminedJournal;
  close(): Promise<void>;
}

interface ExaminedJournal extends JournalReader {
  /**
   * By how much customers' phones were off at their codes, from `since` and from the last start of the kiosk on, oldest
   * first.
   */
  phoneOffsets(since: number): Promise<readonly PhoneOffset[]>;
}

/** Examines a kiosk's registry without writing, while other processes use it. */
export interface RegistryExamination {
  /** The schema version of this kiosk. */
  readonly schemaVersion: number;
  /** The size of its files; null where there are none. */
  bytes(): number | null;
  /**
   * `older`: this kiosk would first bring it up to date, so its rows can't be read yet; `missing`: there is none, or
   * one that was never filled. `anchor`: an end that its journal is known to have had, read before.
   */
  examine(
    anchor: JournalAnchor | null,
  ): Promise<Result<ExaminedRegistry, Exclude<Measurements["registry"]["state"], "well">>>;
}
