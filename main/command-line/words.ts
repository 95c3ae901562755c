import type { Fault } from "../../preload/contract/answers.ts";

/* What the command line says; in English, for those who look after kiosks. */

const plain = {
  "keychain-absent": "There is no keychain: no desktop session, or no secret service in it.",
  "keychain-locked": "The keychain is locked, or doesn't answer.",
  "keychain-key-missing": "The keychain has no key of this kiosk.",
  "keychain-key-different": "The keychain's key isn't the one that the registry was sealed with.",
  "registry-newer": "A newer version of the kiosk has written the registry.",
  "registry-damaged": "The registry is damaged.",
  "registry-unavailable": "Another process holds the registry.",
  "data-folder-unwritable": "The data folder or its registry can't be written.",
  "no-registry": "There is no registry in the data folder: the kiosk was never in service.",
  "no-backup": "There is no such backup.",
  "backup-exists": "There is a file of that name already; a backup never replaces one.",
  "backup-unwritable": "The backup can't be written there.",
  "backup-newer": "A newer version of the kiosk has written the backup.",
  "backup-damaged": "The file is damaged, or is no backup.",
  "kiosk-running": "The kiosk is running, or another process holds its registry.",
} as const satisfies Readonly<Record<Fault, string>> & Readonly<Record<string, string>>;

/** Why a command did nothing; an object: the first row of the journal that is wrong. */
export type CommandRefusal =
  keyof typeof plain | { readonly row: number; readonly problem: string };

/** A refusal as a sentence. */
export function worded(refusal: CommandRefusal): string {
  if (typeof refusal === "string") return plain[refusal];
  return `The journal was tampered with: row ${String(refusal.row)} ${refusal.problem}.`;
}
