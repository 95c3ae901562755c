import type { ExportFailedRefusal } from "../../../../preload/contract/refusals.ts";
import { ok, refused } from "../../../../preload/contract/result.ts";
import type { Result } from "../../../../preload/contract/result.ts";
import type { ExportedJournal } from "../../../../preload/contract/staff-answers.ts";
import type { JournalledAction } from "../../domain/journal-event.ts";
import { writtenTime } from "../../domain/tokyo-day.ts";
import type { Append } from "../../ports/files.ts";
import type { Operation, Parts } from "../operation.ts";
import { journalledExport } from "../upkeep/journalled-export.ts";
import { writeChainsBundle } from "../upkeep/write-chains-bundle.ts";
import { writeJournalBundle } from "../upkeep/write-journal-bundle.ts";
import { writeJournalFile } from "../upkeep/write-journal-file.ts";
import { daysOf, filterOf } from "./search-journal.ts";
import { staffFor } from "./staff-session.ts";
import type { StaffSession } from "./staff-session.ts";

type ExportParts = Pick<
  Parts,
  | "registry"
  | "journal"
  | "journalChains"
  | "journalFile"
  | "vault"
  | "clock"
  | "config"
  | "hash"
  | "writeExport"
>;

/** KST007: all rows that match the filter, as CSV in the data folder. Order of writes: `journalledExport`. */
export function makeExportJournal(
  parts: ExportParts,
  session: StaffSession,
): Operation<"exportJournal"> {
  return async (request) => {
    const at = parts.clock();
    const staff = await staffFor(parts, session, { at, act: "read-journal" });
    if (!staff.ok) return staff;
    const filter = await filterOf(parts.registry, request);
    if (!filter.ok) return filter;
    const event = actionOf("export-journal", at, staff.value.id);
    return exported(parts, event, "csv", async (append) =>
      ok(
        filter.value === null
          ? 0
          : await writeJournalFile(parts.journal, parts.journalFile, filter.value, append),
      ),
    );
  };
}

/** KST007: the day's rows, or all, as a signed bundle in the data folder. Order of writes: `journalledExport`. */
export function makeBundleJournal(
  parts: ExportParts,
  session: StaffSession,
): Operation<"bundleJournal"> {
  const { journalChains: chains } = parts;
  return async ({ day }) => {
    const at = parts.clock();
    const staff = await staffFor(parts, session, { at, act: "read-journal" });
    if (!staff.ok) return staff;
    const days = daysOf(day);
    if (!days.ok) return days;
    // A kiosk whose registry is older than its anchor is not in service.
    const made = { ...parts, kiosk: parts.config.kiosk.name, at, anchor: null };
    const event = actionOf("bundle-journal", at, staff.value.id);
    return exported(parts, event, "jsonl", async (append) => {
      const rows =
        chains === null
          ? await writeJournalBundle(made, days.value, append)
          : await writeChainsBundle({ ...made, chains }, days.value, append);
      if (rows.ok) return rows;
      const row = "number" in rows.refusal ? rows.refusal.number : 0;
      return refused({ code: "journal-broken", row });
    });
  };
}

function actionOf(
  action: "export-journal" | "bundle-journal",
  at: number,
  staffId: string,
): JournalledAction {
  return { at, customerId: null, staffId, action };
}

/** Writes the export under a name with its time; answers that name and the number of rows. */
async function exported<Refusal extends { readonly code: string }>(
  { registry, writeExport }: ExportParts,
  event: JournalledAction,
  ending: "csv" | "jsonl",
  write: (append: Append) => Promise<Result<number, Refusal>>,
): Promise<Result<ExportedJournal, Refusal | ExportFailedRefusal>> {
  const time = writtenTime(event.at).replaceAll(/[-:]/g, "").replace(" ", "-");
  const file = `journal-${time}.${ending}`;
  const written = await journalledExport(registry, event, `file=${file}`, () =>
    writeExport(file, write),
  );
  if (written.ok) return ok({ file: `exports/${file}`, rows: written.value });
  const { refusal } = written;
  return typeof refusal === "string" ? refused({ code: "export-failed" }) : refused(refusal);
}
