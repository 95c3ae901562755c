import type {
  HealthFacts,
  HealthFindings,
  HealthGrade,
  HealthLine,
  HealthReport,
  HealthSubject,
} from "../../../preload/contract/health.ts";
import type { ServerTrouble } from "./mail-schedule.ts";
import { clockLeewayMs } from "./totp.ts";

/** The measured values of a kiosk, before their assessment. */
export interface Measurements {
  readonly keychain: HealthFacts["keychain"] & {
    readonly state: Exclude<HealthFindings["keychain"], "slow">;
  };
  readonly registry: HealthFacts["registry"] & {
    readonly state: Exclude<HealthFindings["registry"], "user-ids-few" | "user-ids-spent">;
  };
  readonly disk: HealthFacts["disk"];
  /** `server` null: none is configured; `offsetMs` null: it didn't answer. */
  readonly clock: HealthFacts["clock"] & {
    /** The newest time in the journal, as in `ClockEvidence`; null: it can't be read, or has none. */
    readonly newestAt?: number | null;
  };
  /** null: the registry can't be read. `oldestAt`: of the unsent ones; null when there is none. */
  readonly mail: {
    readonly unsent: number;
    readonly oldestAt: number | null;
    readonly failed?: readonly { readonly outcome: "rejected" | "expired"; readonly at: number }[];
    readonly trouble?: ServerTrouble | null;
  } | null;
  readonly versions: HealthFacts["versions"];
  /** null: the registry can't be read; `at` null: the journal has no backup. */
  readonly backup: HealthFacts["backup"] | null;
  readonly journal: HealthFacts["journal"] & {
    readonly state: HealthFindings["journal"];
  };
}

/** A second is a slow keychain; the kiosk itself waits for `keychain.timeoutSeconds`. */
const slowKeychainMs = 1_000;
/**
 * Below the first limit, which warns, weeks of log, mail and backups still fit; below the second, a fault, a backup of
 * a large registry may not.
 */
const lowDiskBytes = 1_000_000_000;
const fullDiskBytes = 200_000_000;
/** As many as a busy kiosk issues in some weeks. */
const fewUserIds = 1_000;
/**
 * A code is accepted within one step of 60 s: a clock that is half a step off leaves the customer's phone only the
 * other half.
 */
const offClockMs = 5_000;
export const farOffClockMs = 30_000;
/** A failed mail is tried hourly at least; after a day, the customer has long asked about it. */
const lateMailMinutes = 15;
const stuckMailMinutes = 24 * 60;
/** How long a failed mail is reported; after that it won't be handled any more. */
const failedMailMs = 30 * 86_400_000;
/** Tokens issued since the last backup are lost with the registry. */
const oldBackupMs = 7 * 86_400_000;

/**
 * Assesses the values measured at `at` (epoch milliseconds). The kiosk is healthy without a fault; a warning is no
 * fault.
 */
export function assessed(measured: Measurements, at: number): HealthReport {
  const lines = [
    keychainLine(measured),
    registryLine(measured),
    diskLine(measured),
    clockLine(measured, at),
    mailLine(measured, at),
    line("versions", "good", "well", measured.versions),
    backupLine(measured, at),
    journalLine(measured),
  ];
  return { at, healthy: lines.every(({ grade }) => grade !== "fault"), lines };
}

/** One line of a report. */
export function line<S extends HealthSubject>(
  subject: S,
  grade: HealthGrade,
  finding: HealthFindings[S],
  facts: HealthFacts[S],
): Extract<HealthLine, { readonly subject: S }> {
  return { subject, grade, finding, facts } as Extract<HealthLine, { readonly subject: S }>;
}

/** How the keychain is. */
export function keychainLine({
  keychain: { state, milliseconds },
}: Pick<Measurements, "keychain">): HealthLine {
  const facts = { milliseconds };
  if (state === "well") {
    const slow = milliseconds >= slowKeychainMs;
    return line("keychain", slow ? "warning" : "good", slow ? "slow" : "well", facts);
  }
  // The registry's own line reports why there is nothing to compare with.
  const fine = ["no-password", "no-key-yet", "key-unproven"].includes(state);
  return line("keychain", fine ? "warning" : "fault", state, facts);
}

function registryLine({ registry: { state, ...facts } }: Measurements): HealthLine {
  const { userIdsLeft = null } = facts;
  if (state === "well" && userIdsLeft !== null && userIdsLeft < fewUserIds) {
    return userIdsLeft === 0
      ? line("registry", "fault", "user-ids-spent", facts)
      : line("registry", "warning", "user-ids-few", facts);
  }
  const grades: Partial<Record<typeof state, HealthGrade>> = { well: "good", older: "warning" };
  return line("registry", grades[state] ?? "fault", state, facts);
}

/** How much room the disk has. */
export function diskLine({ disk }: Pick<Measurements, "disk">): HealthLine {
  const { freeBytes } = disk;
  if (freeBytes === null) return line("disk", "fault", "unreadable", disk);
  if (freeBytes < fullDiskBytes) return line("disk", "fault", "full", disk);
  if (freeBytes < lowDiskBytes) return line("disk", "warning", "low", disk);
  return line("disk", "good", "well", disk);
}

/** Faults that keep right codes from being accepted come before those that may: the journal, the server, phones. */
export function clockLine({ clock }: Pick<Measurements, "clock">, at: number): HealthLine {
  const { newestAt = null, ...facts } = clock;
  const { server, offsetMs, synchronised = null, phones = null } = facts;
  const off = Math.abs(offsetMs ?? 0);
  if (newestAt !== null && at < newestAt - clockLeewayMs) {
    return line("clock", "fault", "before-journal", facts);
  }
  if (off >= farOffClockMs) return line("clock", "fault", "far-off", facts);
  if (phones !== null) {
    // Codes of the minute before and the minute after are still accepted.
    const isTaken = Math.abs(phones.minutes) * 60_000 <= clockLeewayMs;
    return line("clock", isTaken ? "warning" : "fault", "phones-differ", facts);
  }
  if (off >= offClockMs) return line("clock", "warning", "off", facts);
  if (server !== null) {
    return offsetMs === null
      ? line("clock", "warning", "no-answer", facts)
      : line("clock", "good", "well", facts);
  }
  if (synchronised === null) return line("clock", "good", "not-compared", facts);
  return synchronised
    ? line("clock", "good", "well", facts)
    : line("clock", "warning", "unsynchronised", facts);
}

/**
 * A fault that keeps all mails from being sent comes before faults of single mails, and faults that can still be
 * remedied come first.
 */
function mailLine({ mail }: Measurements, at: number): HealthLine {
  if (mail === null) return line("mail", "warning", "unknown", nothingOfMail);
  const { unsent, oldestAt, failed = [], trouble = null } = mail;
  const oldestMinutes = oldestAt === null ? null : Math.floor((at - oldestAt) / 60_000);
  const recent = failed.filter((each) => at - each.at < failedMailMs);
  const expired = recent.filter(({ outcome }) => outcome === "expired").length;
  const rejected = recent.length - expired;
  const server = trouble && serverFacts(trouble);
  const facts = { unsent, oldestMinutes, oldestAt, rejected, expired, server };
  const waited = oldestMinutes ?? 0;
  // Unless a mail waits, the server's present state is unknown.
  if (unsent > 0 && server !== null && server.cause !== "away" && server.cause !== "disk") {
    return line("mail", "fault", `server-${server.cause}`, facts);
  }
  if (waited >= stuckMailMinutes) return line("mail", "fault", "stuck", facts);
  if (expired > 0) return line("mail", "fault", "expired", facts);
  if (waited >= lateMailMinutes) return line("mail", "warning", "late", facts);
  if (rejected > 0) return line("mail", "warning", "rejected", facts);
  return line("mail", "good", "well", facts);
}

function serverFacts({ cause, reply, since }: ServerTrouble): HealthFacts["mail"]["server"] {
  // These causes concern one mail, and never the server.
  if (cause === "address" || cause === "put-off") return null;
  return { cause, reply, since };
}

const nothingOfMail = {
  ...{ unsent: null, oldestMinutes: null, oldestAt: null },
  ...{ rejected: null, expired: null, server: null },
};

function backupLine({ backup }: Measurements, at: number): HealthLine {
  if (backup === null) return line("backup", "warning", "unknown", { at: null });
  if (backup.at === null) return line("backup", "warning", "none", backup);
  // A former key is deleted at the end of a rotation. A backup that can't be restored is worse than one that lacks
  // recent rows.
  if (backup.at < (backup.rotatedAt ?? 0)) {
    return line("backup", "warning", "before-rotation", backup);
  }
  const old = at - backup.at >= oldBackupMs;
  return line("backup", old ? "warning" : "good", old ? "old" : "well", backup);
}

function journalLine({ journal: { state, ...facts } }: Measurements): HealthLine {
  if (state === "broken") return line("journal", "fault", state, facts);
  return line("journal", state === "well" ? "good" : "warning", state, facts);
}
