import type { ChangesSince } from "../core/domain/changes-since.ts";

/** Up to this number, IDs are listed one by one; of more IDs only their number is stated. */
const mostListed = 20;

/**
 * What a restore means, for the person who confirms it; lines that end in a line feed, none where nothing has changed
 * since.
 */
export function restoreWords(changes: ChangesSince | null): string {
  if (changes === null) {
    return "The registry that is there can't be read: nothing that was decided since the backup is kept.\n";
  }
  const { issued, ended, limits, stopped, failures, cleared, staff } = changes;
  const lines = [
    said(issued, "token issued since is lost", "tokens issued since are lost"),
    said(ended.length, "token that ended since stays ended", "tokens that ended since stay ended"),
    said(limits.length, "limit lowered since stays so", "limits lowered since stay so"),
    said(stopped.length, "account stopped since stays so", "accounts stopped since stay so"),
    said(failures.length, "count of wrong tries stays", "counts of wrong tries stay"),
    ...listed("Wrong tries that were cleared since count again", [
      ...new Set(cleared.map(({ subject }) => subject)),
    ]),
    ...listed("Staff removed or changed since are as they were, with their PINs of then", staff),
  ];
  return lines
    .filter((line) => line !== "")
    .map((line) => `${line}.\n`)
    .join("");
}

function said(count: number, one: string, many: string): string {
  if (count === 0) return "";
  return count === 1 ? `1 ${one}` : `${String(count)} ${many}`;
}

function listed(words: string, ids: readonly string[]): readonly string[] {
  if (ids.length === 0) return [];
  return [`${words}: ${ids.length > mostListed ? String(ids.length) : ids.join(", ")}`];
}
