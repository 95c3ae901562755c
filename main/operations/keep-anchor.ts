import { isSealed } from "../domain/journal-chain.ts";
import type { Mac } from "../domain/journal-chain.ts";
import type { JournalAnchorStore } from "../ports/journal-anchor.ts";
import type { Log } from "../ports/log.ts";
import type { JournalReader } from "../ports/registry.ts";

/**
 * Makes the keeping of the anchor: each call writes the journal's end of now into `anchor`, where it has moved, and
 * resolves when that is done; it never rejects. Calls run one after the other. A failure is logged, once until it
 * works again, and left to the next call.
 *
 * Order of writes: rows are durable before the end is read, so the anchor lags behind at a kill, and is never ahead.
 */
export function makeKeepAnchor(parts: {
  readonly journal: JournalReader;
  readonly mac: Mac;
  readonly anchor: JournalAnchorStore;
  readonly log: Log;
}): () => Promise<void> {
  const { journal, mac, anchor, log } = parts;
  let kept: number | null = null;
  let isFailing = false;
  let last = Promise.resolve();
  const keep = async (): Promise<void> => {
    const { head } = await journal.journalEnd();
    // A head that someone else wrote would anchor rows that never were.
    if (!isSealed(head, mac) || head.count === kept) return;
    const written = await anchor.write(head);
    if (written.ok) kept = head.count;
    else if (!isFailing) log.info("anchor-not-kept", { fault: written.refusal });
    isFailing = !written.ok;
  };
  return () => {
    last = last.then(keep).catch((failure: unknown) => {
      log.error("anchor-not-kept", failure);
    });
    return last;
  };
}
