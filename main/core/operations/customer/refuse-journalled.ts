import type { Refused } from "../../../../preload/contract/result.ts";
import type { JournalledAction } from "../../domain/journal-event.ts";
import type { RegistryRows } from "../../ports/registry.ts";

/** Refuses an action with the reason `why`, and journals the reason within the transaction of `rows`. */
export async function refuseJournalled<Why extends { readonly reason: string }>(
  rows: RegistryRows,
  event: JournalledAction,
  why: Refused<Why>,
): Promise<Refused<Why>> {
  await rows.appendJournal({ ...event, outcome: why.refusal.reason });
  return why;
}
