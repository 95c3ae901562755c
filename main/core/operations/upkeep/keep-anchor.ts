import { isSealed } from "../../domain/journal-chain.ts";
import type { ChainFault, JournalAnchor, Mac, Older } from "../../domain/journal-chain.ts";
import type { MonotonicClock } from "../../ports/clock.ts";
import type { JournalAnchorStore } from "../../ports/journal-anchor.ts";
import type { Log } from "../../ports/log.ts";
import type { RegistryChecks } from "../../ports/registry-checks.ts";
import type { JournalReader } from "../../ports/registry.ts";
import type { Result } from "../../../../preload/contract/result.ts";
import { verifyJournalSince } from "./verify-journal.ts";

/** So often the whole registry is checked; what came to the journal since the anchor is checked at each call. */
const betweenWholeChecksMs = 24 * 60 * 60_000;
/** After an end in order the first one waits until the kiosk has served for so long. */
const firstWholeCheckMs = 60_000;

interface AnchorParts {
  readonly journal: JournalReader;
  readonly mac: Mac;
  readonly anchor: JournalAnchorStore;
}

type Unreachable = Extract<Awaited<ReturnType<JournalAnchorStore["read"]>>, { ok: false }>;

/**
 * Moves what is remembered of the journal on to its end of now, if every row since follows on what was remembered; it
 * never moves back. Answers the end that is remembered then, or the first break, after which nothing is written, or why
 * the anchor can't be reached.
 *
 * Order: the anchor is read before the journal, whose rows are durable then. So the anchor lags behind at a kill, is
 * never ahead, and what another process wrote meanwhile is found again in the journal. Of two processes that write at
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

/** Keeps the anchor, and knows whether the journal was found broken on the way. */
export interface AnchorKeeper {
  /** Resolves when that is done; it never rejects. Calls run one after the other. */
  readonly keep: () => Promise<void>;
  /** Whether this kiosk has met a break since it was started. Only a restore mends one. */
  readonly isBroken: () => boolean;
}

interface KeeperParts extends AnchorParts {
  readonly checks: RegistryChecks;
  /** Whether the kiosk before this one closed its registry. */
  readonly endedInOrder: boolean;
  readonly log: Log;
  readonly monotonicClock: MonotonicClock;
}

/**
 * Makes the keeping of the anchor: each call checks what came since and moves it on. The first one after a kiosk that
 * didn't close its registry, one in the second minute of service and one a day check the whole registry as well. A break is
 * logged as a fault, once, and leaves the anchor where it was. That the keychain can't be reached is logged once until it
 * can, and left to the next call.
 */
export function makeKeepAnchor(parts: KeeperParts): AnchorKeeper {
  const { journal, mac, anchor, checks, log, monotonicClock } = parts;
  let kept: JournalAnchor | null = null;
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
    // A break is never mended by what comes after it.
    if (isBroken || !(await isWhole())) return;
    const { head } = await journal.journalEnd();
    if (kept !== null && isSealed(head, mac) && isSameEnd(kept, head)) return;
    const moved = await moveAnchor({ journal, mac, anchor });
    if (moved.ok) {
      kept = moved.value;
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
