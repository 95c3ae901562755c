import { isSealed } from "../../domain/journal-chain.ts";
import type { ChainFault, JournalAnchor, Mac, Older } from "../../domain/journal-chain.ts";
import type { MonotonicClock } from "../../ports/clock.ts";
import type { JournalAnchorStore } from "../../ports/journal-anchor.ts";
import type { Log } from "../../ports/log.ts";
import type { RegistryChecks } from "../../ports/registry-checks.ts";
import type { JournalReader } from "../../ports/journal-reader.ts";
import type { Result } from "../../../../preload/contract/result.ts";
import { verifyJournalSince } from "./verify-journal.ts";

/** The interval between checks of the whole registry; rows after the anchor are checked at each call. */
const betweenWholeChecksMs = 24 * 60 * 60_000;
/** After an orderly end, the first check waits until the kiosk has served for this long. */
const firstWholeCheckMs = 60_000;

interface AnchorParts {
  readonly journal: JournalReader;
  readonly mac: Mac;
  readonly anchor: JournalAnchorStore;
}

type Unreachable = Extract<Awaited<ReturnType<JournalAnchorStore["read"]>>, { ok: false }>;

/**
 * Moves the anchor to the journal's present end, if every row since follows the anchored one; it never moves back.
 * Answers the anchor that is stored then, or the first fault of the chain, after which nothing is written, or why the
 * anchor can't be read or written.
 *
 * Order: the anchor is read before the journal, whose rows are durable then. So the anchor lags behind after a kill, is
 * never ahead, and rows that another process wrote meanwhile are found in the journal. Of two processes that write at
 * once the later may leave an end of a moment before.
 */
export async function moveAnchor({
  journal,
  mac,
  anchor,
}: AnchorParts): Promise<Result<JournalAnchor, ChainFault | Older> | Unreachable> {
  const remembered = await anchor.read();
  if (!remembered.ok) return remembered;
  const since = remembered.value ?? { count: 0, lastMac: "" };
  const verdict = await verifyJournalSince(journal, mac, since);
  if (!verdict.ok || verdict.value.count === since.count) return verdict;
  const written = await anchor.write(verdict.value);
  return written.ok ? verdict : written;
}

/** Maintains the anchor, and records whether the journal was found broken on the way. */
export interface AnchorKeeper {
  /** Resolves when that is done; it never rejects. Calls run one after the other. */
  readonly keep: () => Promise<void>;
  /** Whether this kiosk has found a fault of the chain since it was started. Only a restore repairs one. */
  readonly isBroken: () => boolean;
}

interface KeeperParts extends AnchorParts {
  readonly checks: RegistryChecks;
  /** Whether the last kiosk closed its registry. */
  readonly endedInOrder: boolean;
  readonly log: Log;
  readonly monotonicClock: MonotonicClock;
}

/**
 * Makes the upkeep of the anchor: each call checks the rows since and moves the anchor. The first call after a kiosk
 * that didn't close its registry, one in the second minute of service and one a day check the whole registry as well. A
 * fault of the chain is logged as a fault, once, and leaves the anchor unchanged. A keychain that can't be reached is
 * logged once until it can, and left to the next call.
 */
export function makeKeepAnchor(parts: KeeperParts): AnchorKeeper {
  const { journal, mac, anchor, checks, log, monotonicClock } = parts;
  let stored: JournalAnchor | null = null;
  let wholeAgainAt = parts.endedInOrder ? monotonicClock() + firstWholeCheckMs : -Infinity;
  let isFailing = false;
  let isBroken = false;
  let last = Promise.resolve();

  const failed = (refusal: ChainFault | Older | Unreachable["refusal"]): void => {
    if (typeof refusal === "string") {
      if (!isFailing) log.info("anchor-not-kept", { fault: refusal });
      isFailing = true;
      return;
    }
    isBroken = true;
    log.error("journal-broken", new Error(inWords(refusal)));
  };

  const isWhole = async (): Promise<boolean> => {
    if (monotonicClock() < wholeAgainAt) return true;
    const remembered = await anchor.read();
    const verdict = remembered.ok ? await checks.verifyJournal(remembered.value) : remembered;
    if (!verdict.ok) {
      failed(verdict.refusal);
      return false;
    }
    const file = await checks.isWhole();
    if (!file.ok) log.error(file.refusal, new Error("The registry's file is not whole"));
    wholeAgainAt = monotonicClock() + betweenWholeChecksMs;
    return true;
  };

  const keep = async (): Promise<void> => {
    // A fault of the chain is never repaired by later rows.
    if (isBroken || !(await isWhole())) return;
    const { head } = await journal.journalEnd();
    if (stored !== null && isSealed(head, mac) && isSameEnd(stored, head)) return;
    const moved = await moveAnchor({ journal, mac, anchor });
    if (moved.ok) {
      stored = moved.value;
      isFailing = false;
    } else failed(moved.refusal);
  };

  return {
    keep() {
      last = last.then(keep).catch((failure: unknown) => {
        log.error("anchor-not-kept", failure);
      });
      return last;
    },
    isBroken: () => isBroken,
  };
}

function isSameEnd(a: JournalAnchor, b: JournalAnchor): boolean {
  return a.count === b.count && a.lastMac === b.lastMac;
}

function inWords(found: ChainFault | Older): string {
  if ("missing" in found) return `${String(found.missing)} rows at the journal's end are missing`;
  return `Row ${String(found.number)} of the journal: ${found.problem}`;
}
