import type { Result } from "../../../preload/contract/result.ts";
import type { Measurements } from "../domain/health.ts";
import type { JournalAnchor } from "../domain/journal-chain.ts";
import type { ServerTrouble } from "../domain/mail-schedule.ts";
import type { PhoneOffset } from "../domain/phone-clocks.ts";
import type { JournalReader } from "./registry.ts";

/** What a look at a registry shows, and its journal for as long as it isn't closed. */
export interface ExaminedRegistry {
  readonly fingerprint: string | null;
  /** The greatest ever given; null: none was. */
  readonly greatestUserId: string | null;
  readonly unsent: number;
  /** Epoch milliseconds, as all times here. */
  readonly oldestUnsentAt: number | null;
  /** When mails ended without being taken, of those that nothing came after: neither another of the kind nor the operator. */
  readonly failedMails: readonly {
    readonly outcome: "rejected" | "expired";
    readonly at: number;
  }[];
  readonly serverTrouble: ServerTrouble | null;
  readonly lastBackupAt: number | null;
  /** When a rotation of keys last ended. */
  readonly lastRotationAt: number | null;
  /** The last row up to which 保守 have seen the journal proven, and when. */
  readonly lastCheck: { readonly rows: number; readonly at: number } | null;
  readonly journal: ExaminedJournal;
  close(): Promise<void>;
}

interface ExaminedJournal extends JournalReader {
  /** By how much customers' phones were off at their codes from `since` on and since the kiosk was last started, oldest first. */
  phoneOffsets(since: number): Promise<readonly PhoneOffset[]>;
}

/** Looks at a kiosk's registry without writing, while others go on with it. */
export interface RegistryExamination {
  /** The version of the schema that this kiosk writes. */
  readonly schemaVersion: number;
  /** Of its files from outside; null where there are none. */
  bytes(): number | null;
  /**
   * `older`: this kiosk would bring it up to date first, so its rows can't be read yet; `missing`: there is none, or one
   * that was never filled. `anchor`: an end that its journal is known to have had, read before.
   */
  examine(
    anchor: JournalAnchor | null,
  ): Promise<Result<ExaminedRegistry, Exclude<Measurements["registry"]["state"], "well">>>;
}
