import type { CommandRefusal } from "./commands.ts";

/** What the command line says; in English, for those who look after kiosks. */
export const usage = `Usage: npm run kiosk -- COMMAND
  journal verify   checks the journal row by row; also while the kiosk runs
  backup FILE      writes the registry into a new file; also while the kiosk runs
  restore FILE     puts a backup in the registry's place; the kiosk must be stopped
`;

const plain: Readonly<Record<Exclude<CommandRefusal, object>, string>> = {
  "keychain-absent": "There is no keychain: no desktop session, or no secret service in it.",
  "keychain-locked": "The keychain is locked, or doesn't answer.",
  "keychain-key-missing": "The keychain has no key of this kiosk.",
  "keychain-restarted": "The keychain was started anew meanwhile; give the command again.",
  "keychain-key-different": "The keychain's key isn't the one that the registry was sealed with.",
  "registry-newer": "A newer version of the kiosk has written the registry.",
  "registry-damaged": "The registry is damaged.",
  "registry-rolled-back": "The registry is older than the kiosk remembers: rows are missing.",
  "registry-unavailable": "Another process holds the registry.",
  "data-folder-unwritable": "The data folder or its registry can't be written.",
  "no-registry": "There is no registry in the data folder.",
  "no-backup": "There is no such backup.",
  "backup-exists": "There is a file of that name already; a backup never replaces one.",
  "backup-unwritable": "The backup can't be written there.",
  "backup-newer": "A newer version of the kiosk has written the backup.",
  "backup-damaged": "The file is damaged, or is no backup.",
  "kiosk-running": "The kiosk is running, or another process holds its registry.",
};

/** A refusal as a sentence. */
export function worded(refusal: CommandRefusal): string {
  if (typeof refusal === "string") return plain[refusal];
  if ("missing" in refusal) {
    return `The registry is older than the kiosk remembers: ${rows(refusal.missing)} missing.`;
  }
  return `The journal was tampered with: row ${String(refusal.row)} ${refusal.problem}.`;
}

function rows(count: number): string {
  return count === 1 ? "1 row is" : `${String(count)} rows are`;
}
