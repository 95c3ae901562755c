import type { KioskPlace } from "../compose/command-place.ts";
import { openStores } from "../compose/open-stores.ts";
import type { Stores } from "../compose/open-stores.ts";
import { writtenTime } from "../core/domain/tokyo-day.ts";
import type { KeyParts } from "../core/operations/upkeep/reseal-secrets.ts";
import { listKeys, rotateKeys } from "../core/operations/upkeep/rotate-keys.ts";
import type { ListedKey } from "../core/operations/upkeep/rotate-keys.ts";
import type { Clock } from "../core/ports/clock.ts";
import type { RingHolder, SharedRing } from "../core/ports/shared-ring.ts";
import { ended } from "./command.ts";
import type { Command, Ending } from "./command.ts";
import { openProgress } from "./progress.ts";

const listHelp = `Columns, two spaces or more between them, those of token secrets first, oldest first:
  KEY      its id, 16 digits: the beginning of its SHA-256; of bundles, of what journal key tells
  SINCE    when it was made, Japan's time; "-": by a version that didn't note it
  ROWS     how many token secrets are sealed under it; "-": it seals none
  PURPOSE  token secrets (new ones are sealed under the one that says "in use"; the next rotation takes the one that
           says "next"), journal, backups, bundles
Of a bank's services one line each follows: its name, when it was seen, and the keys of token secrets in its ring.
No key is ever shown.
`;

const rotateHelp = (
  home: string,
) => `The ${home} gets a new key for token secrets, every secret is sealed anew under it, 100 a transaction, and the ${home}
forgets the former key. Customers are served meanwhile. The keys of journal, backups and bundles stay, so that what they
have proven stays proven. A rotation that was cut off is gone on with by the next one, which then makes no key of its own.
Where a bank has several services, each that serves must have the new key before: keys prepare, keys escrow FILE, and at
each other service keys recover FILE. They forget the former key by themselves, within a minute.

A backup of before a rotation can be restored as long as the ${home} has its key, or gets it back from an escrow of that
time (keys recover). Make both anew after each rotation: backup FILE, keys escrow FILE.
Rows of the journal: keys-rotate, begun and done.
`;

/** A registry with its ring, opened for a command about keys. */
export interface KeyStores extends KeyParts, AsyncDisposable {
  readonly clock: Clock;
  /** Where several services have the ring. */
  readonly shared?: SharedRing;
}

/** Where the ring of keys is, and how a command opens it. */
export interface RingHome<Place, Stores extends KeyStores = KeyStores> {
  /** Such as "keychain", for the words. */
  readonly name: string;
  /** What holds the tokens, such as "kiosk". */
  readonly of: string;
  open(place: Place, purpose: "reading" | "writing"): Promise<Ending | Stores>;
  /** Ends a command; see `ended`. */
  readonly ended: typeof ended;
}

/** The commands for keys, wherever the ring is. */
export function keysCommandsAt<Place>(home: RingHome<Place>): readonly Command<Place>[] {
  return [
    {
      name: "keys list",
      does: `tells the keys' ids, ages, rows and purposes, never a key; also while the ${home.of} runs`,
      help: listHelp,
      async run(place) {
        const opened = await home.open(place, "reading");
        if ("exitCode" in opened) return opened;
        await using stores = opened;
        const holders = (await stores.shared?.holders()) ?? [];
        return home.ended(await listKeys(stores), (keys) =>
          [...keys.map(lineOf), ...holders.map(holderLine)].join("\n"),
        );
      },
    },
    {
      name: "keys rotate",
      does: `gives all token secrets a new key and has the former one forgotten; also while the ${home.of} runs`,
      help: rotateHelp(home.name),
      async run(place) {
        const opened = await home.open(place, "writing");
        if ("exitCode" in opened) return opened;
        await using stores = opened;
        return await runRotate(stores, home);
      },
    },
  ];
}

type KiosksStores = Stores & { readonly clock: Clock };

/** The ring of a kiosk of its own. */
export const kiosksRing = {
  ...{ name: "keychain", of: "kiosk", ended },
  async open(place: KioskPlace, purpose: "reading" | "writing"): Promise<Ending | KiosksStores> {
    const opened = await openStores(place, { for: purpose });
    return opened.ok ? { ...opened.value, clock: place.clock } : ended(opened, String);
  },
};

export const keysCommands = keysCommandsAt(kiosksRing);

const purposes: Readonly<Record<ListedKey["purpose"], string>> = {
  "token-secrets": "token secrets",
  journal: "journal",
  backups: "backups",
  bundles: "bundles",
};

const uses = { "in-use": ", in use", next: ", next", former: ", former" } as const;

function lineOf({ id, since, rows, purpose, use }: ListedKey): string {
  const made = since === null ? "-" : minuteOf(since);
  const sealed = rows === null ? "-" : String(rows);
  const used = use === null ? "" : uses[use];
  return `${id}  ${made.padEnd(16)}  ${sealed.padStart(7)}  ${purposes[purpose]}${used}`;
}

function holderLine({ name, keyIds, seenAt }: RingHolder): string {
  return `${name}  ${minuteOf(seenAt)}  ${keyIds.join(" ")}`;
}

function minuteOf(at: number): string {
  return writtenTime(at).slice(0, "YYYY-MM-DD hh:mm".length);
}

async function runRotate(
  stores: KeyStores,
  { name, ended: endedAt }: Pick<RingHome<never>, "name" | "ended">,
): Promise<Ending> {
  const listed = await listKeys(stores);
  if (!listed.ok) return endedAt(listed, String);
  const all = listed.value.reduce((sum, { rows }) => sum + (rows ?? 0), 0);
  const progress = openProgress("Sealing");
  const rotated = await rotateKeys(stores, (done) => {
    progress.report(done, all);
  });
  progress.end();
  return endedAt(rotated, ({ keyId, wentOn, rows, gone }) =>
    [
      `${wentOn ? "A rotation that was cut off is done" : "Done"}: ${String(rows)} secrets sealed under the key ${keyId}.`,
      `Gone from the ${name}: ${gone.join(", ") || "none"}. Backups and escrows of before it are its: make both anew.`,
    ].join("\n"),
  );
}
