import type { Fault, ServiceFault } from "./answers.ts";

/** `good`: nothing to do. `warning`: it serves, but needs attention. `fault`: it doesn't do what it must. */
export type HealthGrade = "good" | "warning" | "fault";

/** The subjects in the order of the report; `service`: of a kiosk of the bank's network alone. */
export type HealthSubject =
  | "keychain"
  | "service"
  | "registry"
  | "disk"
  | "clock"
  | "mail"
  | "versions"
  | "backup"
  | "journal";

type KeychainFault = Extract<Fault, `keychain-${string}`>;
type RegistryFault = Extract<Fault, `registry-${string}` | `data-folder-${string}`>;

/** The faults of keychain and registry; the other faults occur only in a kiosk in service. */
export type StoreFault = KeychainFault | RegistryFault;

/** The possible findings of each subject; `unknown`: it can't be determined while keychain or registry are not well. */
export interface HealthFindings {
  /**
   * `no-password`: it is stored unencrypted. `no-key-yet`: before the first start. `key-unproven`: there is a key, and
   * no registry to compare it with.
   */
  keychain: "well" | "slow" | "no-password" | "no-key-yet" | "key-unproven" | KeychainFault;
  /**
   * `no-standby`: it serves, but a failover could forget what it has answered. `ends-soon`: the identity's validity does.
   */
  service: "well" | "no-standby" | "ends-soon" | ServiceFault;
  /**
   * `older`: of an earlier version of the kiosk; the next start brings it up to date. `user-ids-few`, `user-ids-spent`:
   * the range of user IDs is nearly used up, or used up, so that nothing can be issued any more.
   */
  registry: "well" | "older" | "missing" | "user-ids-few" | "user-ids-spent" | RegistryFault;
  disk: "well" | "low" | "full" | "unreadable";
  /**
   * `unsynchronised`: as the system's time service reports. `before-journal`: it is before the newest time of the
   * journal. `phones-differ`: several customers' phones are off from it by the same amount.
   */
  clock:
    | "well"
    | "not-compared"
    | "unsynchronised"
    | "off"
    | "far-off"
    | "no-answer"
    | "phones-differ"
    | "before-journal";
  /**
   * `rejected`, `expired`: there are mails that were refused for their address, or given up after days, and not handled
   * since. `server-…`: the server refuses the kiosk itself, or can't be trusted.
   */
  mail:
    | "well"
    | "late"
    | "stuck"
    | "rejected"
    | "expired"
    | "server-authentication"
    | "server-denied"
    | "server-tls"
    | "unknown";
  versions: "well";
  /** `before-rotation`: the key of its secrets was deleted from the keychain since then. */
  backup: "well" | "old" | "before-rotation" | "none" | "unknown";
  journal: "well" | "checking" | "broken" | "unknown";
}

/** The figures of each subject; null: not known. Times are epoch milliseconds. */
export interface HealthFacts {
  keychain: { readonly milliseconds: number };
  service: {
    /** `HOST:PORT` that answered last; null: there is no identity to ask with. */
    readonly host: string | null;
    /** Fingerprints of the kiosk's key and the service's; null: there is none yet. */
    readonly fingerprint: string | null;
    readonly serviceFingerprint: string | null;
    /** When the identity's validity ends. */
    readonly endsAt: number | null;
  };
  registry: {
    /** The version of its schema. */
    readonly version: number | null;
    readonly bytes: number | null;
    /** How many user IDs it may still issue; null: no end of the range is stated. */
    readonly userIdsLeft?: number | null;
    /** The duration of opening it and of the integrity check. */
    readonly milliseconds: number;
  };
  disk: { readonly freeBytes: number | null };
  clock: {
    readonly server: string | null;
    /** How far the kiosk's clock is ahead (+) or behind (−) of the server's. */
    readonly offsetMs: number | null;
    /** Where there is no server: the report of the system's time service; null: unknown. */
    readonly synchronised?: boolean | null;
    /**
     * How far so many customers' phones are ahead (+) or behind (−) of the kiosk's clock; null: no offset is common.
     */
    readonly phones?: { readonly minutes: number; readonly customers: number } | null;
  };
  mail: {
    readonly unsent: number | null;
    readonly oldestMinutes: number | null;
    /** Since when the oldest unsent mail waits. */
    readonly oldestAt: number | null;
    readonly rejected: number | null;
    readonly expired: number | null;
    /** The fault that keeps all mails from being sent: since when, and the codes of the server's last reply. */
    readonly server: {
      readonly cause: "away" | "tls" | "authentication" | "denied" | "disk";
      readonly reply: string | null;
      readonly since: number;
    } | null;
  };
  versions: Versions;
  backup: {
    readonly at: number | null;
    /** When a rotation of keys last ended; null: there was none. */
    readonly rotatedAt?: number | null;
  };
  /** `rows`: all rows up to this one are verified, at the time `at`. `brokenRow`: the first wrong row. */
  journal: {
    readonly rows: number | null;
    readonly at: number | null;
    readonly milliseconds: number | null;
    readonly brokenRow: number | null;
  };
}

/** The versions of the running parts; null: this process has no such part. */
export interface Versions {
  readonly kiosk: string;
  readonly electron: string | null;
  readonly chromium: string | null;
  readonly node: string;
  readonly sqlite: string;
}

/** One line of KST006 and of `doctor`. */
export type HealthLine = {
  [S in HealthSubject]: {
    readonly subject: S;
    readonly grade: HealthGrade;
    readonly finding: HealthFindings[S];
    readonly facts: HealthFacts[S];
  };
}[HealthSubject];

/** The words for each subject: the finding, and the remedy where it isn't well. */
export type HealthWords = {
  readonly [S in HealthSubject]: {
    readonly found: (facts: HealthFacts[S]) => string;
    readonly toDo: Readonly<Record<Exclude<HealthFindings[S], "well">, string>>;
  };
};

/** A line for each subject; `healthy`: none is a fault. */
export interface HealthReport {
  /** When it was measured, epoch milliseconds. */
  readonly at: number;
  readonly healthy: boolean;
  readonly lines: readonly HealthLine[];
}
