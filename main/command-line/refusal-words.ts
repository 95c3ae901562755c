import type { BundleProblem } from "../core/domain/bundle-check.ts";
import type { ChainProblem, Older } from "../core/domain/journal-chain.ts";
import type { FieldCode } from "../../preload/contract/fields.ts";
import type { ServiceFault } from "../../preload/contract/answers.ts";
import type { StoreFault } from "../../preload/contract/health.ts";

/* The messages of the command line are in English, for the administrators of kiosks. */

const plain = {
  "keychain-absent": "There is no keychain: no desktop session, or no secret service in it.",
  "keychain-locked": "The keychain is locked, or doesn't answer.",
  "keychain-damaged":
    "The keychain's file is damaged: gnome-keyring can't read it. Bring the file back from a copy, or put it aside and: keys recover FILE",
  "keychain-key-missing": "The keychain has no key of this kiosk.",
  "keychain-restarted": "The keychain was started anew meanwhile; give the command again.",
  "keychain-key-different": "The keychain's key isn't the one that the registry was sealed with.",
  "registry-newer": "A newer version of the kiosk has written the registry.",
  "registry-damaged": "The registry is damaged.",
  "registry-rolled-back": "The registry is older than the kiosk remembers: rows are missing.",
  "registry-unavailable": "Another process holds the registry. Give the command again in a moment.",
  "record-broken":
    "this record isn't as the kiosk wrote it, so nothing is done with it. See: customers repair --help, or staff remove --help.",
  "data-folder-unwritable": "The data folder or its registry can't be written.",
  "data-folder-shared":
    "The data folder is on a network or FUSE file system, where a registry isn't safe. Move it to a disk of this machine.",
  "no-registry":
    "There is no registry in the data folder; that of a kiosk of the bank's network is at its service.",
  "no-backup": "There is no such backup.",
  "backup-exists": "There is a file of that name already; a backup never replaces one.",
  "backup-unwritable": "The backup can't be written there.",
  "backup-newer": "A newer version of the kiosk has written the backup.",
  "backup-damaged": "The file is damaged, or is no backup.",
  "backup-tampered": "The backup was tampered with: the seal isn't of what stands before it.",
  "backup-unsealed":
    "The file has no seal, so nobody can tell what was changed in it. --unsealed restores it all the same.",
  "restore-declined": "Not restored.",
  "escrow-none": "The file is no escrow of keys.",
  "escrow-newer": "A newer version of the kiosk has made the escrow.",
  "escrow-damaged": "The escrow is damaged.",
  "escrow-passphrase-wrong": "The passphrase is wrong.",
  "recover-other-registry": "The escrow has the keys of another registry than this data folder's.",
  "recover-other-keys":
    "The keychain has other keys for this data folder, which stay. Remove its item master-key first, if they open nothing.",
  "passphrase-short": "A passphrase has 15 characters or more.",
  "passphrases-differ": "The two passphrases differ.",
  "handover-option":
    "--counter is last, next or none; --mac is sha1 or sha256; --aes is 128 or 256.",
  "handover-key-name":
    "A key of a file and its name belong together: --key-file FILE --key-name NAME, the name in printable ASCII.",
  "handover-key-form":
    "The key's file has 32 hex digits, or 64 with --aes 256, and nothing else. To make one: openssl rand -hex 16",
  "handover-realm": "The realm's name is missing: --realm NAME",
  "backup-key-gone":
    "The backup is of before a rotation, and the keychain has its key no more. Bring it back from an escrow of that time first: keys recover FILE",
  "kiosk-running": "The kiosk is running, or another process holds its registry.",
  "file-exists": "There is a file of that name already; an export never replaces one.",
  "file-unwritable": "The file can't be written there.",
  "file-unreadable": "There is no such file, or it can't be read.",
  "day-form": "A day is written YYYY-MM-DD.",
  "key-form":
    "A key's fingerprint has 64 digits, 0 to 9 and a to f; spaces and colons don't count.",
  "no-bundle": "The file is no journal bundle.",
  "bundle-newer": "A newer version of the kiosk has made the bundle.",
  "bundle-header-changed": "The bundle was tampered with: its header was changed.",
  "bundle-witness-changed": "The bundle was tampered with: a witness of its chains was changed.",
  "bundle-signature-missing": "The bundle was cut off: its signature is missing.",
  "bundle-signature-wrong": "The bundle was tampered with: the signature isn't its own.",
  "bundle-goes-on": "The bundle was tampered with: something stands behind its signature.",
  "encoding-unknown": "The encoding is utf8 or cp932.",
  "customer-unknown": "There is no customer of that 顧客番号.",
  "record-whole": "The record is as the kiosk wrote it: there is nothing to repair.",
  "staff-id-form": "A staff number has 6 to 10 digits.",
  "staff-name-form": "A name has 1 to 40 characters.",
  "staff-role-form": "The role is one of 係員/assist, 役席/approve, 保守/maintain, 監査/audit.",
  "staff-known": "There is a member of that number already.",
  "staff-unknown": "There is no member of that number.",
  "pins-differ": "The two PINs differ.",
  "time-form": "A time is written YYYY-MM-DDThh:mm, as it is in Japan.",
  "clock-differs":
    "The kiosk's clock shows another time. Set it right first (timedatectl set-time), then confirm it.",
  "mail-unknown": "There is no mail of that number. See: mail list --all",
  "mail-ambiguous": "Several mails have numbers that begin like that.",
  "mail-sent": "That mail was sent. Staff send it again at the kiosk (KST004).",
  "mail-cancelled": "That mail was cancelled: a new token, another address, or mail cancel.",
  "mail-erased":
    "That mail's address was erased, as its time was over (retention.mailAddressDays). mail cancel puts the mail aside.",
  "join-url": "The service's address is https://HOST:PORT, or https://HOST:PORT#FINGERPRINT.",
  "join-declined": "Not joined: the service's key wasn't confirmed. Nothing was sent to it.",
  "service-key-different":
    "That isn't the key that was told for the service: another machine may answer there. Nothing was sent to it.",
  "service-unreachable": "The service can't be reached there, or doesn't answer.",
  "service-slow": "The service doesn't answer.",
  "service-untrusted": "The service has another key now. Nothing was sent to it.",
  "service-protocol": "The service speaks another version than this kiosk.",
  "service-read-only": "The service's database takes no writes now.",
  "service-refuses":
    "The service refuses the request. Look for it in the service's log, and give the command again in a minute.",
  "identity-missing": "The service doesn't know this kiosk.",
  "identity-pending": "The service hasn't approved this kiosk yet.",
  "identity-expired": "The identity's validity is over. Make another one: join URL --renew",
  "identity-revoked":
    "The service has revoked this identity. If that was wrong, make another one: join URL --renew",
  "input-ended": "Standard input ended before everything was answered.",
} as const satisfies Readonly<Record<StoreFault | ServiceFault, string>> &
  Readonly<Record<string, string>>;

/**
 * Why a command did nothing; `row`: the first wrong row of the journal, `bundleRow`: of a bundle; `otherKey`: the key
 * of a bundle from elsewhere; `pin`: the fault of a new PIN; `unopened`: user IDs of secrets that don't open;
 * `lacking`: services without the key that a rotation takes (null: there is none yet); `ahead`: services with a next key.
 */
export type CommandRefusal =
  | keyof typeof plain
  | Older
  | { readonly row: number; readonly problem: ChainProblem }
  | { readonly bundleRow: number; readonly problem: BundleProblem; readonly chain?: string }
  | { readonly otherKey: string }
  | { readonly pin: FieldCode }
  | { readonly unopened: readonly string[] }
  | { readonly lacking: readonly string[]; readonly keyId: string | null }
  | { readonly ahead: readonly string[] }
  | { readonly code: "character-lacking"; readonly customerId: string };

const guessablePins: Readonly<Partial<Record<FieldCode, string>>> = {
  "same-digits": "A PIN of one digit alone is guessed too easily.",
  sequence: "A PIN of digits in sequence is guessed too easily.",
  "like-login-id": "The staff number as PIN is guessed too easily.",
};

/** The fault of a row of the journal; the text follows the row's number. */
const chainProblems: Readonly<Record<ChainProblem, string>> = {
  misplaced: "doesn't belong there",
  missing: "is missing",
  changed: "or its place in the chain was changed",
  "not-remembered": "isn't the one that the kiosk remembers",
  "missing-at-end": "is missing at the end",
  "beyond-head": "is not in the head",
  "not-heads": "is not the head's",
  "head-gone": "may be missing: the head is gone",
  "head-changed": "may be missing: the head was changed",
};

/** The fault of a row of a bundle. */
const bundleProblems: Readonly<Record<BundleProblem, string>> = {
  misplaced: "doesn't belong there",
  missing: "is missing",
  changed: "was changed",
  "not-witnessed": "isn't the one that a witness of the chains has seen",
};

/** Words a refusal as a sentence. */
export function worded(refusal: CommandRefusal): string {
  if (typeof refusal === "string") return plain[refusal];
  if ("bundleRow" in refusal) {
    const { bundleRow, problem, chain } = refusal;
    const of = chain === undefined ? "" : ` of chain ${chain}`;
    return `The bundle was tampered with: row ${String(bundleRow)}${of} ${bundleProblems[problem]}.`;
  }
  if ("otherKey" in refusal) {
    return `The bundle is whole, but another key has signed it: ${fingerprintInWords(refusal.otherKey)}`;
  }
  if ("unopened" in refusal) {
    return `These tokens' secrets don't open, so they were changed, and the key that they were sealed under stays: ${refusal.unopened.join(", ")}
All others have the new key. Staff release those tokens (KST005); then give the command again.`;
  }
  if ("lacking" in refusal) return lackingInWords(refusal);
  if ("ahead" in refusal) {
    return `There is a next key already, in the ring of ${refusal.ahead.join(", ")}. Bring it from there: keys escrow FILE, and here: keys recover FILE`;
  }
  if ("pin" in refusal) return guessablePins[refusal.pin] ?? "A PIN has 6 to 12 digits.";
  if ("customerId" in refusal) {
    return `Shift_JIS lacks a character of customer ${refusal.customerId}: export in UTF-8.`;
  }
  if ("missing" in refusal) {
    return `The registry is older than the kiosk remembers: ${rows(refusal.missing)} missing.`;
  }
  return `The journal was tampered with: row ${String(refusal.row)} ${chainProblems[refusal.problem]}.`;
}

const bring = "bring it to each: keys escrow FILE here, keys recover FILE there";

function lackingInWords({ lacking, keyId }: { lacking: readonly string[]; keyId: string | null }) {
  const names = lacking.join(", ");
  return keyId === null
    ? `Nothing was changed: other services serve, and would lack a new key: ${names}. Make the next key first: keys prepare. Then ${bring}.`
    : `Nothing was changed: services that serve lack the key ${keyId}: ${names}. So ${bring}. One that was killed is taken to serve for five minutes.`;
}

function rows(count: number): string {
  return count === 1 ? "1 row is" : `${String(count)} rows are`;
}

/** In groups of four, to be read aloud and compared. */
export function fingerprintInWords(fingerprint: string): string {
  return fingerprint.replace(/.{4}(?=.)/g, "$& ");
}
