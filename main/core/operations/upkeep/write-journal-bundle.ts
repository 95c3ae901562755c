import { chainCheck, provenHead } from "../../domain/journal-chain.ts";
import type { ChainFault, JournalAnchor, Older } from "../../domain/journal-chain.ts";
import { bundleWriter } from "../../domain/journal-bundle.ts";
import { spanOf } from "../../domain/journal-search.ts";
import type { Days } from "../../domain/journal-search.ts";
import type { Hash } from "../../ports/cryptography.ts";
import type { JournalReader } from "../../ports/journal-reader.ts";
import type { Vault } from "../../ports/vault.ts";
import type { Append } from "../../ports/files.ts";
import { ok, refused } from "../../../../preload/contract/result.ts";
import type { Result } from "../../../../preload/contract/result.ts";

/** Rows that are held in memory at a time. */
const pageRows = 1_000;

/** The maker and the time (epoch milliseconds) of the bundle. */
export interface BundleParts {
  readonly journal: JournalReader;
  readonly vault: Pick<Vault, "mac" | "sign" | "publicKey">;
  readonly hash: Hash;
  readonly kiosk: string;
  readonly at: number;
  /** The anchor, read before the journal; null: there is none, or it was compared already. */
  readonly anchor: JournalAnchor | null;
}

/**
 * Writes a bundle of the journal's present rows of these days, including rows between them whose times a changed clock
 * has moved; answers their number. Each row is verified by the chain on its way: no wrong row is signed.
 */
export async function writeJournalBundle(
  parts: BundleParts,
  days: Days,
  append: Append,
): Promise<Result<number, ChainFault | Older>> {
  const { journal, vault, hash, anchor } = parts;
  const { head, lastNumber } = await journal.journalEnd();
  const proven = provenHead(head, lastNumber, vault.mac);
  if (!proven.ok) return proven;
  const missing = (anchor?.count ?? 0) - proven.value.count;
  if (missing > 0) return refused({ missing });
  const { from, to } = spanOf(days);
  const span = await journal.journalSpan(from, to, lastNumber);
  const { first, last } = span ?? { first: lastNumber + 1, last: lastNumber };
  const before = await rowBefore(journal, first);
  if (!before.ok) return before;

  const writer = bundleWriter(hash);
  const { kiosk, at } = parts;
  const range = span ?? { first: null, last: null };
  const made = { kiosk, at, ...days, ...range, head: proven.value, publicKey: vault.publicKey() };
  await append(writer.header(made));
  const check = chainCheck(vault.mac, { anchor, before: before.value });
  for (let after = first - 1; after < last; after += pageRows) {
    const page = await journal.journalRows(after, Math.min(after + pageRows, last), pageRows);
    for (const row of page) {
      const broken = check.next(row);
      if (broken !== null) return refused(broken);
      await append(writer.row(row));
    }
  }
  const broken = last === lastNumber || last >= proven.value.count ? check.end(head) : null;
  if (broken !== null) return refused(broken);
  await append(writer.signature(vault.sign));
  return ok(last - first + 1);
}

/** The row that the row `first` must follow. */
async function rowBefore(
  journal: JournalReader,
  first: number,
): Promise<Result<{ readonly number: number; readonly mac: string }, ChainFault>> {
  const number = first - 1;
  if (number === 0) return ok({ number, mac: "" });
  const [row] = await journal.journalRows(number - 1, number, 1);
  return row === undefined ? refused({ number, problem: "missing" }) : ok(row);
}
