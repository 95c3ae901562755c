import { ok, refused } from "../../preload/contract/result.ts";
import type { Result } from "../../preload/contract/result.ts";
import { anchorOf } from "../compose/command-place.ts";
import type { KioskPlace } from "../compose/command-place.ts";
import { openStores } from "../compose/open-stores.ts";
import type { Stores } from "../compose/open-stores.ts";
import type { JournalAnchor } from "../core/domain/journal-chain.ts";
import { verifyJournal } from "../core/operations/upkeep/verify-journal.ts";
import { ended } from "./command.ts";
import type { Command, Ending } from "./command.ts";
import type { CommandRefusal } from "./refusal-words.ts";

export const journalCommands: readonly Command[] = [
  {
    name: "journal verify",
    does: "checks the journal row by row; also while the kiosk runs",
    run: runVerify,
  },
];

async function runVerify(place: KioskPlace): Promise<Ending> {
  return ended(await verify(place), (rows) => `${String(rows)} rows, all whole.`);
}

/** Checks all rows: answers their number, or the first wrong row. Writes nothing. */
async function verify(place: KioskPlace): Promise<Result<number, CommandRefusal>> {
  const remembered = await anchorOf(place).read();
  if (!remembered.ok) return remembered;
  const opened = await openStores(place, { for: "reading" });
  if (!opened.ok) return opened;
  await using stores = opened.value;
  // Awaited here, because the registry would otherwise be closed before it is read.
  return await wholeJournal(stores, remembered.value);
}

/** The number of rows of the journal, or its first wrong row. `anchor`: the end that the kiosk remembers, if any. */
export async function wholeJournal(
  { registry, vault }: Stores,
  anchor: JournalAnchor | null,
): Promise<Result<number, CommandRefusal>> {
  const verdict = await verifyJournal(registry, vault.mac, anchor);
  if (verdict.ok) return ok(verdict.value);
  if ("missing" in verdict.refusal) return refused(verdict.refusal);
  const { number, problem } = verdict.refusal;
  return refused({ row: number, problem });
}
