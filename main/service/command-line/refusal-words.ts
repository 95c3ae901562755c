import type { Result } from "../../../preload/contract/result.ts";
import type { Ending } from "../../command-line/command.ts";
import { worded } from "../../command-line/refusal-words.ts";
import type { CommandRefusal } from "../../command-line/refusal-words.ts";
import type { ServiceFault } from "../../compose/service-stores.ts";
import type { WebhooksFault } from "../../compose/webhooks.ts";
import type { DecisionRefusal } from "../identities/decide.ts";

/* English, for the administrators of the bank's machines, as those of kiosks. */

const plain = {
  "database-unavailable": "The database doesn't answer, or lets nobody in.",
  "database-read-only": "The database takes no writes: it is a standby, or read-only.",
  "database-older": "The database's schema is of an older version. Bring it up to date: migrate",
  "database-newer": "A newer version of the service has changed the database's schema.",
  "data-folder-unwritable": "The data folder can't be made or written.",
  "password-unreadable": "The file with the database's password can't be read.",
  "webhook-secret":
    "webhooks.secretFile can't be read, or has no secret: one or two lines, whsec_ and 24 to 64 bytes in base64.",
  "keychain-absent": "The ring of keys can't be read.",
  "keychain-locked":
    "The ring of keys can't be read, or not be written: a credential of systemd is changed where it comes from.",
  "keychain-damaged": "The ring of keys is damaged.",
  "keychain-key-missing":
    "The ring of keys isn't here. Bring it from an escrow of another of the bank's services: keys recover FILE",
  "ring-behind":
    "The ring of keys here lacks the key in use: it is of before a rotation. Bring it from another of the bank's services: there keys escrow FILE, here keys recover FILE",
  "hsm-tool-missing": "pkcs11-tool isn't installed. As root: apt-get install opensc",
  "hsm-module-missing": "The PKCS#11 module (service.keys.pkcs11.module) can't be loaded.",
  "hsm-token-absent": "The module has no token of that name (service.keys.pkcs11.tokenLabel).",
  "hsm-pin-unreadable":
    "The file with the token's PIN can't be read (service.keys.pkcs11.pinFile).",
  "hsm-pin-wrong":
    "The token's PIN is wrong. It isn't tried again by itself: a token locks after a few wrong ones. Correct the file (service.keys.pkcs11.pinFile), then start anew.",
  "hsm-pin-last-try":
    "The token takes one more PIN before it locks, so it isn't asked by itself. Correct the file (service.keys.pkcs11.pinFile), log in once by the token's own tools, then start anew.",
  "hsm-pin-locked":
    "The token's PIN is locked after wrong ones. The token's security officer unlocks it.",
  "hsm-failed": "The hardware security module fails. Its own tools tell why.",
  "keychain-restarted": "The ring of keys can't be read.",
  "keychain-key-different": "The ring of keys isn't the one that the database was sealed with.",
  "kiosk-unknown": "No kiosk with that fingerprint has asked to be known. See: kiosks",
  "kiosk-state": "The kiosk doesn't wait for this any more. See: kiosks",
  "staff-wrong": "係員番号 or 暗証番号 is wrong.",
  "staff-role": "That member of the staff has another role.",
  "staff-changed": "That member of the staff was changed meanwhile. Give the command again.",
} as const;

const cluster = {
  "postgresql-missing":
    "PostgreSQL isn't installed in the version that the data folder's cluster needs. As root: apt-get install postgresql",
  "in-use": "Another process has the data folder's cluster: is the service running already?",
  "folder-closed":
    "PostgreSQL's user can't get to the data folder: each folder above it must let others pass (chmod o+x).",
  "path-long": "The data folder's path is too long for PostgreSQL's socket: 80 characters at most.",
  failed: "PostgreSQL didn't start. Why is in the data folder: postgresql/log/",
} as const;

export type ServiceRefusal = ServiceFault | WebhooksFault | DecisionRefusal | CommandRefusal;

/** Words a refusal as a sentence. */
export function serviceWorded(refusal: ServiceRefusal): string {
  if (typeof refusal === "string") {
    return Object.hasOwn(plain, refusal)
      ? plain[refusal as keyof typeof plain]
      : worded(refusal as CommandRefusal);
  }
  if ("cluster" in refusal) {
    return [cluster[refusal.cluster], refusal.complaint?.trim()].filter(Boolean).join("\n");
  }
  if ("seconds" in refusal) return `After wrong PINs: wait for ${String(refusal.seconds)} seconds.`;
  if ("kind" in refusal) {
    return "That 係員番号 is locked after too many wrong PINs. 役席 unlock it (KST001), or: staff unlock ID";
  }
  return worded(refusal);
}

/** Ends with `words` of the result, or with the reason of the refusal. */
export function serviceEnded<T>(
  answer: Result<T, ServiceRefusal>,
  words: (value: T) => string,
): Ending {
  return answer.ok
    ? { exitCode: 0, said: words(answer.value) }
    : { exitCode: 1, complained: serviceWorded(answer.refusal) };
}
