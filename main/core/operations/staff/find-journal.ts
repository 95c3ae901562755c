import { ok } from "../../../../preload/contract/result.ts";
import type { JournalLine } from "../../../../preload/contract/staff-answers.ts";
import type { FoundRow } from "../../domain/journal-search.ts";
import type { Operation, Parts } from "../operation.ts";
import { filterOf } from "./search-journal.ts";
import { staffFor } from "./staff-session.ts";
import type { StaffSession } from "./staff-session.ts";

const pageRows = 50;

/** KST007: a page of the journal, newest first. Writes nothing. */
export function makeFindJournal(
  parts: Pick<Parts, "registry" | "journal" | "clock">,
  session: StaffSession,
): Operation<"findJournal"> {
  return async ({ before, ...request }) => {
    const at = parts.clock();
    const staff = await staffFor(parts, session, { at, act: "read-journal" });
    if (!staff.ok) return staff;
    const filter = await filterOf(parts.registry, request);
    if (!filter.ok) return filter;
    if (filter.value === null) return ok({ rows: [], more: false });
    const from = before === "" ? null : Number(before);
    const found = await parts.journal.findJournal(filter.value, from, pageRows + 1);
    return ok({ rows: found.slice(0, pageRows).map(lineOf), more: found.length > pageRows });
  };
}

function lineOf(row: FoundRow): JournalLine {
  const { place, at, kiosk, loginId, userId, staffId, action, outcome, detail } = row;
  return { place, at, kiosk, loginId, userId, staffId, action, outcome, detail };
}
