import type { Result } from "../../../../preload/contract/result.ts";
import type { JournalledAction } from "../../domain/journal-event.ts";
import type { Registry } from "../../ports/registry.ts";

/**
 * Writes a file with data of the registry; `detail`: the detail of its journal rows, followed by the number of rows.
 *
 * Order of writes: ① the journal, that it begins, so that no file leaves without a trace; ② the file; ③ the journal,
 * how it ended.
 */
export async function journalledExport<Refusal extends string | { readonly code: string }>(
  registry: Registry,
  event: JournalledAction,
  detail: string,
  write: () => Promise<Result<number, Refusal>>,
): Promise<Result<number, Refusal>> {
  const journal = (outcome: string, rowDetail: string) =>
    registry.transact((rows) => rows.appendJournal({ ...event, outcome, detail: rowDetail }));
  await journal("begun", detail);
  const written = await write();
  if (written.ok) {
    await journal("done", `${detail} rows=${String(written.value)}`);
    return written;
  }
  const { refusal } = written;
  await journal(typeof refusal === "string" ? refusal : refusal.code, detail);
  return written;
}
