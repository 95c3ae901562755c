import type { KioskPlace } from "../compose/command-place.ts";
import { openStores } from "../compose/open-stores.ts";
import { writtenTime } from "../core/domain/tokyo-day.ts";
import { listKeys, rotateKeys } from "../core/operations/upkeep/rotate-keys.ts";
import type { ListedKey } from "../core/operations/upkeep/rotate-keys.ts";
import { ended } from "./command.ts";
import type { Command, Ending } from "./command.ts";
import { openProgress } from "./progress.ts";

const listHelp = `Columns, two spaces or more between them, those of token secrets first, oldest first:
  KEY      its id, 16 digits: the beginning of its SHA-256; of bundles, of what journal key tells
  SINCE    when it was made, Japan's time; "-": by a version that didn't note it
  ROWS     how many token secrets are sealed under it; "-": it seals none
  PURPOSE  token secrets (new ones are sealed under the one that says "in use"), journal, backups, bundles
No key is ever shown.
`;

const rotateHelp = `The keychain gets a new key for token secrets, every secret is sealed anew under it, 100 a transaction, and the keychain
forgets the former key. Customers are served meanwhile. The keys of journal, backups and bundles stay, so that what they
have proven stays proven. A rotation that was cut off is gone on with by the next one, which then makes no key of its own.

A backup of before a rotation can be restored as long as the keychain has its key, or gets it back from an escrow of that
time (keys recover). Make both anew after each rotation: backup FILE, keys escrow FILE.
Rows of the journal: keys-rotate, begun and done.
`;

export const keysCommands: readonly Command[] = [
  {
    name: "keys list",
    does: "tells the keys' ids, ages, rows and purposes, never a key; also while the kiosk runs",
    help: listHelp,
    run: runList,
  },
  {
    name: "keys rotate",
    does: "gives all token secrets a new key and has the former one forgotten; also while the kiosk runs",
    help: rotateHelp,
    run: runRotate,
  },
];

async function runList(place: KioskPlace): Promise<Ending> {
  const opened = await openStores(place, { for: "reading" });
  if (!opened.ok) return ended(opened, String);
  await using stores = opened.value;
  return ended(await listKeys(stores), (keys) => keys.map(lineOf).join("\n"));
}

const purposes: Readonly<Record<ListedKey["purpose"], string>> = {
  "token-secrets": "token secrets",
  journal: "journal",
  backups: "backups",
  bundles: "bundles",
};

function lineOf({ id, since, rows, purpose, isNewest }: ListedKey): string {
  const made = since === null ? "-" : writtenTime(since).slice(0, "YYYY-MM-DD hh:mm".length);
  const sealed = rows === null ? "-" : String(rows);
  const used = isNewest ? ", in use" : "";
  return `${id}  ${made.padEnd(16)}  ${sealed.padStart(7)}  ${purposes[purpose]}${used}`;
}

async function runRotate(place: KioskPlace): Promise<Ending> {
  const opened = await openStores(place, { for: "writing" });
  if (!opened.ok) return ended(opened, String);
  await using stores = opened.value;
  const listed = await listKeys(stores);
  if (!listed.ok) return ended(listed, String);
  const all = listed.value.reduce((sum, { rows }) => sum + (rows ?? 0), 0);
  const progress = openProgress("Sealing");
  const rotated = await rotateKeys({ ...stores, clock: place.clock }, (done) => {
    progress.report(done, all);
  });
  progress.end();
  return ended(rotated, ({ keyId, wentOn, rows, gone }) =>
    [
      `${wentOn ? "A rotation that was cut off is done" : "Done"}: ${String(rows)} secrets sealed under the key ${keyId}.`,
      `Gone from the keychain: ${gone.join(", ") || "none"}. Backups and escrows of before it are its: make both anew.`,
    ].join("\n"),
  );
}
