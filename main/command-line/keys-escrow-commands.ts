import { readFile, stat } from "node:fs/promises";
import { ok, refused } from "../../preload/contract/result.ts";
import type { Result } from "../../preload/contract/result.ts";
import { commandAdapters } from "../compose/command-adapters.ts";
import type { KioskPlace } from "../compose/command-place.ts";
import { recoverKiosksKeys } from "../compose/recover-keys.ts";
import { journalledExport } from "../core/operations/upkeep/journalled-export.ts";
import { sealingKeys } from "../core/operations/upkeep/reseal-secrets.ts";
import type { KeysFault, KnownKey } from "../core/ports/keys.ts";
import { openAsker } from "./ask.ts";
import { callersPath } from "./callers-path.ts";
import { ended } from "./command.ts";
import type { Command, Ending } from "./command.ts";
import { kiosksRing } from "./keys-commands.ts";
import type { KeyStores, RingHome } from "./keys-commands.ts";
import type { CommandRefusal } from "./refusal-words.ts";

/** NIST SP 800-63B-4 §3.1.1.2: the length of a password that is the only factor. */
const shortestPassphrase = 15;

const passphraseHelp = `The passphrase is asked for at a terminal, or else read from standard input, a line; never given as an argument.
`;

/** The home of a ring that is written into an escrow, and gets keys out of one. */
export interface EscrowHome<Place> extends RingHome<Place, EscrowStores> {
  /** Writes the keys of an escrow into the ring's home. */
  recover(
    place: Place,
    escrow: string,
    passphrase: string,
  ): Promise<Ending | { readonly known: readonly KnownKey[] }>;
}

interface EscrowStores extends KeyStores {
  escrow(passphrase: string, at: number): Promise<Result<string, KeysFault>>;
}

/** The commands for escrows, wherever the ring is. */
export function keysEscrowCommandsAt<Place>(home: EscrowHome<Place>): readonly Command<Place>[] {
  return [
    {
      name: "keys escrow",
      operands: ["FILE"],
      does: `writes all keys into a new file under a passphrase, for another machine; also while the ${home.of} runs`,
      help: `${passphraseHelp}It has ${String(shortestPassphrase)} characters or more. Without it nobody gets at the keys: AES-256-GCM under a key that Argon2id
(64 MiB, 3 passes, 4 lanes) makes of it. Keep file and passphrase apart, and both apart from the backups: who has all
three has every token. Make it anew after each rotation. Rows of the journal: keys-escrow, begun and done.
`,
      async run(place, { operands: [name = ""] }) {
        const passphrase = await readNewPassphrase();
        if (!passphrase.ok) return ended(passphrase, String);
        const opened = await home.open(place, "writing");
        if ("exitCode" in opened) return opened;
        await using stores = opened;
        return await runEscrow(stores, passphrase.value, callersPath(name));
      },
    },
    {
      name: "keys recover",
      operands: ["FILE"],
      does: `puts the keys of an escrow into the ${home.name}, also of a machine that never ran the ${home.of}`,
      help: `${passphraseHelp}The ${home.name} must have no keys of this data folder, or the same: then it gets those that it lacks, as of before a
rotation, to restore a backup of that time; the next rotation has them forgotten again. On a new machine: keys
recover FILE, then restore BACKUP. A row of the journal where there is one: keys-recover.
`,
      run: (place, { operands: [name = ""] }) => runRecover(home, place, callersPath(name)),
    },
  ];
}

export const keysEscrowCommands = keysEscrowCommandsAt<KioskPlace>({
  ...kiosksRing,
  async recover(place, escrow, passphrase) {
    const recovered = await recoverKiosksKeys(place, escrow, passphrase);
    return recovered.ok ? { known: recovered.value } : ended(recovered, String);
  },
});

async function runEscrow(
  { registry, escrow, known, clock }: EscrowStores,
  passphrase: string,
  file: string,
): Promise<Ending> {
  const event = { at: clock(), customerId: null, action: "keys-escrow" } as const;
  const written = await journalledExport<string>(registry, event, "by=command-line", () =>
    commandAdapters.writeNewFile(file, async (append) => {
      const text = await escrow(passphrase, clock());
      if (!text.ok) return text;
      await append(text.value);
      return ok(sealingKeys(known).length);
    }),
  );
  return ended(
    written as Result<number, CommandRefusal>,
    () => `Written: ${file}. Keep it and its passphrase apart.`,
  );
}

async function runRecover<Place>(
  home: EscrowHome<Place>,
  place: Place,
  file: string,
): Promise<Ending> {
  const escrow = await readEscrow(file);
  if (!escrow.ok) return ended(escrow, String);
  using asker = openAsker();
  const passphrase = await asker.ask("The escrow's passphrase (it isn't shown)", "secret");
  if (passphrase === null) return ended(refused("input-ended"), String);
  const recovered = await home.recover(place, escrow.value, passphrase);
  if ("exitCode" in recovered) return recovered;
  const lacking = await journalRecovery(home, place, recovered.known);
  const ids = sealingKeys(recovered.known).map(({ id }) => id);
  const said = `The ${home.name} has the keys of token secrets ${ids.join(", ")}, and those of journal, backups and bundles.`;
  const warning = `${String(lacking)} secrets of the registry are sealed under another key: recover a later escrow too.`;
  return { exitCode: 0, said: lacking > 0 ? `${said}\n${warning}` : said };
}

/** Answers how many secrets of the registry, if there is one, none of the keys opens. */
async function journalRecovery<Place>(
  home: EscrowHome<Place>,
  place: Place,
  known: readonly KnownKey[],
): Promise<number> {
  const opened = await home.open(place, "writing");
  if ("exitCode" in opened) return 0;
  await using stores = opened;
  const ids = sealingKeys(known).map(({ id }) => id);
  const event = { at: stores.clock(), customerId: null, action: "keys-recover" } as const;
  return await stores.registry.transact(async (rows) => {
    await rows.appendJournal({ ...event, outcome: "done", detail: `key=${ids.join(",")}` });
    return (await rows.sealedSecrets())
      .filter(({ keyId }) => keyId !== null && !ids.includes(keyId))
      .reduce((sum, { rows: count }) => sum + count, 0);
  });
}

/** Asks for a passphrase that is to protect a file, at a terminal twice. */
export async function readNewPassphrase(): Promise<Result<string, CommandRefusal>> {
  using asker = openAsker();
  const question = `Passphrase (${String(shortestPassphrase)} characters or more; it isn't shown)`;
  const passphrase = await asker.ask(question, "secret");
  if (passphrase === null) return refused("input-ended");
  if ([...passphrase].length < shortestPassphrase) return refused("passphrase-short");
  if (asker.atTerminal && (await asker.ask("The same again", "secret")) !== passphrase) {
    return refused("passphrases-differ");
  }
  return ok(passphrase);
}

/** The text of an escrow's file. */
export async function readEscrow(file: string): Promise<Result<string, CommandRefusal>> {
  try {
    if ((await stat(file)).size > commandAdapters.longestEscrow) return refused("escrow-none");
    return ok(await readFile(file, "utf8"));
  } catch {
    return refused("file-unreadable");
  }
}
