import type { Config } from "../../../config/config.ts";
import { farOffClockMs } from "../../domain/health.ts";
import { goesBefore, mayHaveLeapt } from "../../domain/retention.ts";
import type { Sweep } from "../../domain/retention.ts";
import type { Clock, MonotonicClock } from "../../ports/clock.ts";
import type { FileKind, OutputFiles } from "../../ports/files.ts";
import type { Log } from "../../ports/log.ts";
import type { ClockEvidence, JournalReader } from "../../ports/journal-reader.ts";
import type { Registry, RegistryRows } from "../../ports/registry.ts";
import { orBroken } from "./or-broken.ts";

/** The interval between sweeps. */
const betweenSweepsMs = 60 * 60_000;
/**
 * The number of each kind in one transaction, which takes some milliseconds, so that no request waits. The rest is
 * erased by the next call.
 */
const mostAtOnce = 100;

/** The dependencies of the sweep, including the evidence of the time. */
export interface RetentionParts {
  readonly registry: Registry;
  readonly journal: Pick<JournalReader, "clockEvidence">;
  readonly files: OutputFiles;
  readonly config: Pick<Config, "retention">;
  readonly clock: Clock;
  readonly monotonicClock: MonotonicClock;
  readonly log: Pick<Log, "info">;
  /** By the last check. */
  readonly isClockRight: () => boolean;
  /** By how much a time service finds the clock ahead; null: there is none, or no answer. */
  readonly offsetMs: () => Promise<number | null>;
  /** The journal's evidence about the time before this start. */
  readonly evidence: ClockEvidence;
}

type Days = Config["retention"];

const daysOf: Readonly<Record<FileKind, keyof Days>> = {
  prints: "printDays",
  exports: "exportDays",
  spool: "spoolDays",
};
const fileKinds = Object.keys(daysOf) as readonly FileKind[];

/**
 * Makes the sweep that erases data whose retention is over: mail addresses, 控え, exports and spooled mails. It is called
 * at intervals; it sweeps once an hour, or at the next call where one transaction wasn't enough. A call during another
 * joins that one. It rejects where something couldn't be done, after it has done the rest.
 *
 * Erased data can't be restored, so a time that may be wrong decides nothing: the clock must be right by the guard, a
 * time service that answers must agree, and where none answers the clock may not be more than two weeks after the last
 * sweep, unless it was confirmed since.
 *
 * Order of writes: ① the files; ② one transaction: the addresses, one journal row with the number of each kind, where
 * there were any, the sweep. After a restart in between, files are gone that the journal doesn't state.
 */
export function makeEraseExpired(parts: RetentionParts): () => Promise<void> {
  const { registry, log, monotonicClock } = parts;
  /** Files that are deleted and not yet journalled. */
  const gone = { prints: 0, exports: 0, spool: 0 };
  let dueAt = -Infinity;
  let underWay: Promise<void> | null = null;
  let isLogged = false;
  const sweep = async (): Promise<void> => {
    // Read right after the check: should the clock be set meanwhile, the time before that counts.
    const now = parts.clock();
    if (monotonicClock() < dueAt || !parts.isClockRight()) return;
    const known = await knownTime(parts, now);
    if (known === null) {
      if (!isLogged) log.info("retention-waits-for-clock");
      isLogged = true;
      dueAt = monotonicClock() + betweenSweepsMs;
      return;
    }
    isLogged = false;
    const failures: unknown[] = [];
    let mayBeMore = false;
    for (const kind of fileKinds) {
      const before = goesBefore(parts.config.retention[daysOf[kind]], now);
      if (before === null) continue;
      try {
        const erased = await parts.files.erase(kind, before, mostAtOnce);
        gone[kind] += erased;
        mayBeMore ||= erased === mostAtOnce;
      } catch (failure) {
        failures.push(failure);
      }
    }
    const addresses = await registry.transact(async (rows) => {
      const erased = await eraseAddresses(rows, parts.config.retention, now);
      const detail = Object.entries({ addresses: erased.mails + erased.tokens, ...gone })
        .filter(([, count]) => count > 0)
        .map(([name, count]) => `${name}=${String(count)}`)
        .join(" ");
      const event = { at: now, customerId: null, action: "retention", outcome: "done" } as const;
      if (detail !== "") await rows.appendJournal({ ...event, detail });
      await rows.setLastSweep(known);
      return erased;
    });
    for (const kind of fileKinds) gone[kind] = 0;
    mayBeMore ||= addresses.mails === mostAtOnce || addresses.tokens === mostAtOnce;
    if (!mayBeMore) dueAt = monotonicClock() + betweenSweepsMs;
    if (failures.length > 0) throw failures[0];
  };
  return () =>
    (underWay ??= sweep().finally(() => {
      underWay = null;
    }));
}

/** The sweep of `now`, if the time is known well enough for one; null: it isn't. */
async function knownTime(
  { registry, journal, offsetMs, evidence }: RetentionParts,
  now: number,
): Promise<Sweep | null> {
  const offset = await offsetMs();
  if (offset !== null && Math.abs(offset) >= farOffClockMs) return null;
  const { confirmedBy } = await journal.clockEvidence();
  const last = await registry.transact(async (rows) => {
    const previous = await rows.lastSweep();
    if (previous !== null) return previous;
    // Stored at once: should this start's clock be wrong, its own rows mustn't confirm it at the next start.
    const first = { at: evidence.newestAt ?? now, confirmedBy: evidence.confirmedBy };
    await rows.setLastSweep(first);
    return first;
  });
  const known = { at: now, confirmedBy };
  return offset === null && mayHaveLeapt(last, known) ? null : known;
}

async function eraseAddresses(
  rows: RegistryRows,
  { mailAddressDays }: Days,
  now: number,
): Promise<{ readonly mails: number; readonly tokens: number }> {
  const before = goesBefore(mailAddressDays, now);
  if (before === null) return { mails: 0, tokens: 0 };
  const mails = await rows.eraseRecipients(before, mostAtOnce);
  const ended = await rows.endedWithAddress(before, mostAtOnce);
  let tokens = 0;
  for (const userId of ended) {
    if ((await orBroken(eraseAddress(rows, userId))) !== "broken") tokens += 1;
  }
  return { mails, tokens };
}

async function eraseAddress(rows: RegistryRows, userId: string): Promise<void> {
  const token = await rows.tokenByUserId(userId);
  if (token !== null) await rows.updateToken({ ...token, mailAddress: "" });
}
