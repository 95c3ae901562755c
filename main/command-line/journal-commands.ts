import { ok, refused } from "../../preload/contract/result.ts";
import type { Result } from "../../preload/contract/result.ts";
import { verifyJournal } from "../operations/verify-journal.ts";
import { ended } from "./command.ts";
import type { Command, Ending } from "./command.ts";
import { openStores } from "./stores.ts";
import type { KioskPlace, Stores } from "./stores.ts";
import type { CommandRefusal } from "./words.ts";

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

/** How many rows were checked, or the first that is wrong. Writes nothing. */
async function verify(place: KioskPlace): Promise<Result<number, CommandRefusal>> {
  const opened = await openStores(place);
  if (!opened.ok) return opened;
  await using stores = opened.value;
  // Awaited here, or the registry would be closed before it is read.
  return await wholeJournal(stores);
}

/** How many rows the journal has, or the first that is wrong. */
export async function wholeJournal({
  registry,
  vault,
}: Stores): Promise<Result<number, CommandRefusal>> {
  const verdict = await verifyJournal(registry, vault.mac);
  if (verdict.ok) return ok(verdict.value);
  const { number, problem } = verdict.refusal;
  return refused({ row: number, problem });
}
