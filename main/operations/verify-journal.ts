import { chainCheck } from "../domain/journal-chain.ts";
import type { Break, JournalAnchor, Mac, Older } from "../domain/journal-chain.ts";
import type { JournalReader } from "../ports/registry.ts";
import { ok, refused } from "../../preload/contract/result.ts";
import type { Result } from "../../preload/contract/result.ts";

/** Rows that are held in memory at a time. */
const pageRows = 1_000;

/**
 * Checks every row that the journal has now; answers how many, or the first break. `anchor`: an end that it is known to
 * have had, read before. It writes nothing and holds up nobody: rows that come meanwhile are left to the next check.
 */
export async function verifyJournal(
  journal: JournalReader,
  mac: Mac,
  anchor: JournalAnchor | null = null,
): Promise<Result<number, Break | Older>> {
  const { head, lastNumber } = await journal.journalEnd();
  const check = chainCheck(mac, { anchor });
  let rows = 0;
  let after: number | null = null;
  for (;;) {
    const page = await journal.journalRows(after, lastNumber, pageRows);
    for (const row of page) {
      const broken = check.next(row);
      if (broken !== null) return refused(broken);
      rows += 1;
    }
    after = page.at(-1)?.number ?? null;
    if (page.length < pageRows) break;
    // The registry answers without waiting; whatever else the process has to do comes in between.
    await new Promise((resolve) => {
      setImmediate(resolve);
    });
  }
  const broken = check.end(head);
  return broken === null ? ok(rows) : refused(broken);
}
