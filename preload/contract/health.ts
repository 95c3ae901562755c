import type { Fault } from "./answers.ts";

/** `good`: nothing to do. `warning`: it serves, and somebody should see to it. `fault`: it doesn't do what it must. */
export type HealthGrade = "good" | "warning" | "fault";

/** What is looked at, in the order of the report. */
export type HealthSubject =
  "keychain" | "registry" | "disk" | "clock" | "mail" | "versions" | "backup" | "journal";

type KeychainFault = Extract<Fault, `keychain-${string}`>;
type RegistryFault = Exclude<Fault, KeychainFault | `clock-${string}`>;

/** A fault that keychain or registry can have; the others are met by a kiosk in service alone. */
export type StoreFault = KeychainFault | RegistryFault;

/** What can be found of each subject; `unknown`: it can't be told while keychain or registry are not well. */
export interface HealthFindings {
  /** `no-password`: it is kept unencrypted. `no-key-yet`: before the first start. `key-unproven`: there is a key, and no registry to compare it with. */
  keychain: "well" | "slow" | "no-password" | "no-key-yet" | "key-unproven" | KeychainFault;
  /**
   * `older`: of an earlier version of the kiosk; the next start brings it up to date. `user-ids-few`, `user-ids-spent`: it
   * comes to the end of those that it may give, or nothing can be issued any more.
   */
  registry: "well" | "older" | "missing" | "user-ids-few" | "user-ids-spent" | RegistryFault;
  disk: "well" | "low" | "full" | "unreadable";
  /**
   * `unsynchronised`: the system's time service says so. `before-journal`: it is before what the journal has seen.
   * `phones-differ`: several customers' phones are off from it by the same.
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
   * `rejected`, `expired`: there are mails that were refused for their address, or given up after days, and nobody has
   * seen to it. `server-…`: the server refuses the kiosk itself, or can't be trusted.
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
  /** `before-rotation`: since then the key of its secrets has gone from the keychain. */
  backup: "well" | "old" | "before-rotation" | "none" | "unknown";
  journal: "well" | "checking" | "broken" | "unknown";
}

/** The figures of each subject; null: not known. Times are epoch milliseconds. */
export interface HealthFacts {
  keychain: { readonly milliseconds: number };
  registry: {
    /** Of its schema. */
    readonly version: number | null;
    readonly bytes: number | null;
    /** How many user IDs it may still give; null: their end isn't stated. */
    readonly userIdsLeft?: number | null;
    /** Of opening it and of the integrity check. */
    readonly milliseconds: number;
  };
  disk: { readonly freeBytes: number | null };
  clock: {
    readonly server: string | null;
    /** How far the kiosk's clock is ahead (+) or behind (−) of the server's. */
    readonly offsetMs: number | null;
    /** Where there is no server: what the system's time service says; null: it can't be told. */
    readonly synchronised?: boolean | null;
    /** How far so many customers' phones are ahead (+) or behind (−) of the kiosk's clock; null: none are alike. */
    readonly phones?: { readonly minutes: number; readonly customers: number } | null;
  };
  mail: {
    readonly unsent: number | null;
    readonly oldestMinutes: number | null;
    /** Since when the oldest unsent one waits. */
    readonly oldestAt: number | null;
    readonly rejected: number | null;
    readonly expired: number | null;
    /** What keeps all mails from going out: since when, and the codes of the server's last reply. */
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
  /** `rows`: all up to this one are proven, as in `at`. `brokenRow`: the first that is wrong. */
  journal: {
    readonly rows: number | null;
    readonly at: number | null;
    readonly milliseconds: number | null;
    readonly brokenRow: number | null;
  };
}

/** Of what runs; null: that isn't part of this process. */
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

/** What a reader is told of each subject: what was found, and what to do where it isn't well. */
export type HealthWords = {
  readonly [S in HealthSubject]: {
    readonly found: (facts: HealthFacts[S]) => string;
    readonly toDo: Readonly<Record<Exclude<HealthFindings[S], "well">, string>>;
  };
};

/** A line for each subject; `healthy`: none is a fault. */
export interface HealthReport {
  /** When it was taken, epoch milliseconds. */
  readonly at: number;
  readonly healthy: boolean;
  readonly lines: readonly HealthLine[];
}
