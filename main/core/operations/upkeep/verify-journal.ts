import { chainCheck } from "../../domain/journal-chain.ts";
import type {
  ChainFault,
  ChainCheck,
  JournalAnchor,
  Mac,
  Older,
} from "../../domain/journal-chain.ts";
import type { JournalEnd, JournalReader } from "../../ports/journal-reader.ts";
import { ok, refused } from "../../../../preload/contract/result.ts";
import type { Result } from "../../../../preload/contract/result.ts";

/** Rows that are held in memory at a time. */
const pageRows = 1_000;

/**
 * Verifies all present rows of the journal; answers their number, or the first fault. `anchor`: an end that the journal
 * is known to have had, read before. It writes nothing and delays no writer: rows that are added meanwhile are left to
 * the next check.
 */
export async function verifyJournal(
  journal: JournalReader,
  mac: Mac,
  anchor: JournalAnchor | null = null,
): Promise<Result<number, ChainFault | Older>> {
  return checked(journal, chainCheck(mac, { anchor }), await journal.journalEnd(), null);
}

/**
 * Verifies the rows after `since`, an end that the journal is known to have had, read before, and that this end is
 * still there. Answers the journal's present end, or the first fault.
 */
export async function verifyJournalSince(
  journal: JournalReader,
  mac: Mac,
  since: JournalAnchor,
): Promise<Result<JournalAnchor, ChainFault | Older>> {
  const end = await journal.journalEnd();
  const { count, lastMac } = since;
  if (end.lastNumber < count) return refused({ missing: count - end.lastNumber });
  if (count > 0) {
    const [row] = await journal.journalRows(count - 1, count, 1);
    if (row?.mac !== lastMac) {
      return refused({ number: count, problem: "not-remembered" });
    }
  }
  const check = chainCheck(mac, { before: { number: count, mac: lastMac } });
  const verdict = await checked(journal, check, end, count === 0 ? null : count);
  if (!verdict.ok) return verdict;
  return ok({ count: count + verdict.value, lastMac: end.head?.lastMac ?? "" });
}

/** Verifies the rows above `after` (null: from the first) up to the journal's `end`; answers their number. */
async function checked(
  journal: JournalReader,
  check: ChainCheck,
  { head, lastNumber }: JournalEnd,
  after: number | null,
): Promise<Result<number, ChainFault | Older>> {
  let rows = 0;
  let last = after;
  for (;;) {
    const page = await journal.journalRows(last, lastNumber, pageRows);
    for (const row of page) {
      const broken = check.next(row);
      if (broken !== null) return refused(broken);
      rows += 1;
    }
    last = page.at(-1)?.number ?? null;
    if (page.length < pageRows) break;
    // The registry answers without waiting; this gives the other work of the process its turn.
    await new Promise((resolve) => {
      setImmediate(resolve);
    });
  }
  const broken = check.end(head);
  return broken === null ? ok(rows) : refused(broken);
}
