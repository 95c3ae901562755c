import { chainCheck, provenHead } from "../../domain/journal-chain.ts";
import type {
  ChainFault,
  JournalAnchor,
  JournalHead,
  JournalRow,
  Mac,
  Older,
} from "../../domain/journal-chain.ts";
import type { BundledSpan } from "../../domain/journal-bundle.ts";
import { spanOf } from "../../domain/journal-search.ts";
import type { Days } from "../../domain/journal-search.ts";
import type { JournalReader } from "../../ports/journal-reader.ts";
import { ok, refused } from "../../../../preload/contract/result.ts";
import type { Result } from "../../../../preload/contract/result.ts";

/** Rows that are held in memory at a time. */
const pageRows = 1_000;

/** A chain under its MAC. */
export interface ReadChain {
  readonly journal: Pick<JournalReader, "journalEnd" | "journalSpan" | "journalRows">;
  readonly mac: Mac;
}

/** The rows of a chain that a bundle gets. */
export interface ChosenRows extends BundledSpan {
  /** The greatest number at that moment. */
  readonly lastNumber: number;
  /** The row that the first one follows. */
  readonly before: { readonly number: number; readonly mac: string };
}

/**
 * A chain's present rows of these days, including rows between them whose times a changed clock has moved, and its proven
 * head.
 */
export async function chosenRows(
  { journal, mac }: ReadChain,
  days: Days,
): Promise<Result<ChosenRows, ChainFault>> {
  const { head, lastNumber } = await journal.journalEnd();
  const proven = provenHead(head, lastNumber, mac);
  if (!proven.ok) return proven;
  const { from, to } = spanOf(days);
  const span = await journal.journalSpan(from, to, lastNumber);
  const before = await rowBefore(journal, span?.first ?? lastNumber + 1);
  if (!before.ok) return before;
  const { first, last } = span ?? { first: null, last: null };
  return ok({ first, last, lastNumber, head: proven.value, before: before.value });
}

/** Gives `take` the chosen rows, each verified by the chain on its way: no wrong row is signed. Answers their number. */
export async function takeRows(
  { journal, mac }: ReadChain,
  { first, last, lastNumber, head, before }: ChosenRows,
  anchor: JournalAnchor | null,
  take: (row: JournalRow) => Promise<void>,
): Promise<Result<number, ChainFault | Older>> {
  const check = chainCheck(mac, { anchor, before });
  const end = last ?? lastNumber;
  const begin = first ?? lastNumber + 1;
  for (let after = begin - 1; after < end; after += pageRows) {
    const page = await journal.journalRows(after, Math.min(after + pageRows, end), pageRows);
    for (const row of page) {
      const broken = check.next(row);
      if (broken !== null) return refused(broken);
      await take(row);
    }
  }
  const broken = isEnd(end, lastNumber, head) ? check.end(head) : null;
  return broken === null ? ok(end - begin + 1) : refused(broken);
}

function isEnd(last: number, lastNumber: number, head: JournalHead): boolean {
  return last === lastNumber || last >= head.count;
}

async function rowBefore(
  journal: Pick<JournalReader, "journalRows">,
  first: number,
): Promise<Result<{ readonly number: number; readonly mac: string }, ChainFault>> {
  const number = first - 1;
  if (number === 0) return ok({ number, mac: "" });
  const [row] = await journal.journalRows(number - 1, number, 1);
  return row === undefined ? refused({ number, problem: "missing" }) : ok(row);
}
