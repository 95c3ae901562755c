import type {
  HealthFacts,
  HealthLine,
  HealthWords,
  StoreFault,
} from "../../preload/contract/health.ts";
import { writtenTime } from "../core/domain/tokyo-day.ts";
import { fingerprintInWords } from "./refusal-words.ts";

/* The words of `doctor` for each subject: the finding, and the remedy where it isn't well. */

const unknown = "It can't be told until keychain and registry are well.";
const faults: Readonly<Record<StoreFault, string>> = {
  "keychain-absent":
    "There is no keychain. Start the desktop session and its secret service (gnome-keyring).",
  "keychain-locked": "It is locked, or doesn't answer. Sign in to the desktop session to open it.",
  "keychain-damaged":
    "Its file is damaged: gnome-keyring can't read it. Bring the file back from a copy, or put it aside and: npm run kiosk -- keys recover FILE",
  "keychain-key-missing":
    "It has no key of this kiosk. Bring back the keyring that belongs to the registry; a new key opens nothing.",
  "keychain-key-different":
    "Its key isn't the one that the registry was sealed with. Bring back the keyring that belongs to it.",
  "keychain-restarted":
    "Its daemon was started anew while the kiosk ran. The kiosk ends, and its supervisor starts it again.",
  "registry-rolled-back":
    "It is older than the kiosk remembers. Stop the kiosk and restore the right backup: npm run kiosk -- restore FILE",
  "registry-newer": "A newer version of the kiosk has written it. Install that version.",
  "registry-damaged":
    "It is damaged. Stop the kiosk and restore a backup: npm run kiosk -- restore FILE",
  "registry-unavailable": "Another process holds it. End that process, or wait for it.",
  "data-folder-unwritable":
    "The data folder or the registry can't be written. See to its owner and rights.",
  "data-folder-shared":
    "It is on a network or FUSE file system, whose locks don't hold. Move the data folder to a disk of this machine.",
};

const words: HealthWords = {
  keychain: {
    found: ({ milliseconds }) => `answered in ${String(milliseconds)} ms`,
    toDo: {
      ...faults,
      slow: "It is slow. See what else the machine is doing.",
      "no-password":
        "This keyring has no password: whoever has the disk has the keys. Give it one, and have the desktop session open it.",
      "no-key-yet": "It is open and has no key yet. The kiosk's first start makes one.",
      "key-unproven": "It is open and has a key, and there is no registry to prove it by.",
    },
  },
  service: {
    found: ({ host, fingerprint, serviceFingerprint, endsAt }) =>
      [
        host ?? "",
        fingerprint && `this kiosk's key ${fingerprintInWords(fingerprint)}`,
        serviceFingerprint && `the service's key ${fingerprintInWords(serviceFingerprint)}`,
        endsAt !== null && `valid until ${inJapan(endsAt)}`,
      ]
        .filter((part) => part)
        .join("; "),
    toDo: {
      "no-standby":
        "It serves, but its database has no synchronous standby: a failover now could forget what it has answered. Tell the bank's data centre.",
      "ends-soon":
        "The identity's validity ends soon. Make the one that follows: npm run kiosk -- join URL --renew",
      "service-unreachable":
        "It can't be reached. See to the network, to the service, and to service.hosts.",
      "service-slow": "It doesn't answer in 5 s. See to the network and to the service.",
      "service-untrusted":
        "It has another key than the one that was confirmed, so nothing is sent to it. Ask the data centre by telephone. If the key was exchanged: npm run kiosk -- join URL",
      "service-protocol":
        "It speaks another version. Bring kiosk and service to one that both know.",
      "service-read-only": "Its database takes no writes now. Tell the bank's data centre.",
      "identity-missing": "The service doesn't know this kiosk. Join it: npm run kiosk -- join URL",
      "identity-pending":
        "This kiosk waits for its approval. 保守 and 役席 approve it at the service, by its key.",
      "identity-expired":
        "The identity's validity is over. Make another one: npm run kiosk -- join URL --renew",
      "identity-revoked":
        "The service has revoked this kiosk. If that was wrong, make another identity: npm run kiosk -- join URL --renew",
    },
  },
  registry: {
    found: ({ version, bytes, milliseconds, userIdsLeft }) =>
      [
        `version ${orUnknown(version)}, ${inMegabytes(bytes)}, checked in ${String(milliseconds)} ms`,
        userIdsLeft === null &&
          "no last user ID is stated (token.lastUserId), so they may run into another kiosk's",
        typeof userIdsLeft === "number" && `${userIdsLeft.toLocaleString("en")} user IDs left`,
      ]
        .filter((part) => part !== false)
        .join("; "),
    toDo: {
      ...faults,
      "user-ids-few":
        "Soon it has given all its user IDs. State another range (token.firstUserId, token.lastUserId) above this one.",
      "user-ids-spent":
        "It has given all its user IDs: nothing can be issued. State another range (token.firstUserId, token.lastUserId) above this one.",
      older: "An earlier version of the kiosk has written it. The next start brings it up to date.",
      missing: "There is none: the kiosk was never in service, or this isn't its data folder.",
    },
  },
  disk: {
    found: ({ freeBytes }) => `${inMegabytes(freeBytes)} free`,
    toDo: {
      low: "Less than 1,000 MB is free. Move old backups and logs elsewhere.",
      full: "Less than 200 MB is free: soon nothing can be issued. Make room now.",
      unreadable: "The data folder can't be read. Is its disk there?",
    },
  },
  clock: {
    found: ({ server, offsetMs, synchronised, phones }) =>
      [
        server === null
          ? `this machine's own, as the registry's${synchronised === true ? ", synchronised by its time service" : ""}; no NTP server is configured (clock.ntpServer)`
          : `${offsetMs === null ? "?" : `${offsetMs < 0 ? "" : "+"}${String(offsetMs)}`} ms from ${server}`,
        phones &&
          `${String(Math.abs(phones.minutes))} min ${phones.minutes > 0 ? "behind" : "ahead of"} the phones of ${String(phones.customers)} customers`,
      ]
        .filter((part) => part)
        .join("; "),
    toDo: {
      "not-compared": "",
      unsynchronised:
        "The machine's time service hasn't synchronised the clock (timedatectl). See to it, and to the network.",
      "phones-differ":
        "Several customers' phones are off by the same: most likely the kiosk's clock is wrong. Compare it with another one, and set it right.",
      "before-journal":
        "It is before the newest time in the journal, and the kiosk doesn't serve. Set it right; if it is right: npm run kiosk -- clock confirm YYYY-MM-DDThh:mm",
      off: "It is 5 s off or more. See to the machine's time service.",
      "far-off": "It is 30 s off or more: right codes are refused. Set it right now.",
      "no-answer": "The NTP server doesn't answer. See to the network, or to clock.ntpServer.",
    },
  },
  mail: {
    found: ({ unsent, oldestMinutes, oldestAt, rejected, expired, server }) =>
      unsent === null
        ? ""
        : [
            `${String(unsent)} waiting${oldestAt === null ? "" : `, the oldest since ${inJapan(oldestAt)} (${String(oldestMinutes)} min)`}`,
            rejected !== null && rejected > 0 && `${String(rejected)} refused`,
            expired !== null && expired > 0 && `${String(expired)} expired`,
            server !== null && unsent > 0 && serverWords(server),
          ]
            .filter((part) => part !== false)
            .join("; "),
    toDo: {
      late: "Mails wait. See to the mail server and the way there: npm run kiosk -- mail list",
      stuck: "Mails have waited for a day. See to the mail server; tell the customers.",
      rejected:
        "There is no such address, the mail server says. Staff correct it (KST004): npm run kiosk -- mail list",
      expired:
        "Mails were given up after 5 days. See to why, then: npm run kiosk -- mail retry ID, or tell the customers and: mail cancel ID",
      "server-authentication":
        "The mail server wants the kiosk to sign in. Have its administrator let the kiosk's address relay.",
      "server-denied":
        "The mail server refuses the kiosk (relay denied, blocklist, policy). Have its administrator let the kiosk's address relay.",
      "server-tls":
        "There is no encryption with the mail server, or nobody vouches for its certificate. See to it, and to mail.smtp.security and mail.smtp.ca.",
      unknown,
    },
  },
  versions: {
    found: ({ kiosk, electron, chromium, node, sqlite }) =>
      `kiosk ${kiosk}, Electron ${orUnknown(electron)}, Chromium ${orUnknown(chromium)}, Node ${node}, SQLite ${sqlite}`,
    toDo: {},
  },
  backup: {
    found: ({ at }) => (at === null ? "" : `last at ${inJapan(at)}`),
    toDo: {
      none: "There is no backup. Make one: npm run kiosk -- backup FILE",
      old: "The last one is 7 days old or older. Make one: npm run kiosk -- backup FILE",
      "before-rotation":
        "Keys were rotated since: without an escrow of before it can't be restored. Make one: npm run kiosk -- backup FILE",
      unknown,
    },
  },
  journal: {
    found: ({ rows, at, milliseconds, brokenRow }) =>
      brokenRow !== null
        ? `broken at row ${String(brokenRow)}`
        : rows === null || at === null
          ? ""
          : `${String(rows)} rows, all whole at ${inJapan(at)}, in ${orUnknown(milliseconds)} ms`,
    toDo: {
      checking: "The check is still running.",
      broken: "It was tampered with. Keep the data folder as it is and tell the bank's security.",
      unknown,
    },
  },
};

/** A line as a text: the finding and the remedy. */
export function lineWords({ subject, finding, facts }: HealthLine): string {
  // One table for all subjects: TypeScript can't follow the pairs of subject and facts through it.
  const { found, toDo } = words[subject] as {
    readonly found: (facts: HealthLine["facts"]) => string;
    readonly toDo: Readonly<Record<string, string>>;
  };
  return [found(facts), toDo[finding] ?? ""].filter((text) => text !== "").join(". ");
}

const serverCauses = {
  away: "can't be reached, or takes no mail now",
  tls: "can't be trusted",
  authentication: "asks for authentication",
  denied: "refuses the kiosk",
  disk: "is the spool, which can't be written",
} as const;

function serverWords({ cause, reply, since }: NonNullable<HealthFacts["mail"]["server"]>): string {
  const said = reply === null ? "" : ` (${reply})`;
  return `the mail server ${serverCauses[cause]}${said} since ${inJapan(since)}`;
}

function orUnknown(value: string | number | null): string {
  return value === null ? "-" : String(value);
}

function inMegabytes(bytes: number | null): string {
  return bytes === null ? "-" : `${(Math.floor(bytes / 100_000) / 10).toLocaleString("en")} MB`;
}

/** `2026-11-22 20:15`, in Japan's time zone. */
function inJapan(at: number): string {
  return writtenTime(at).slice(0, "YYYY-MM-DD hh:mm".length);
}
