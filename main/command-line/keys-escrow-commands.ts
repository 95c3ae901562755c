import { readFile, stat } from "node:fs/promises";
import { ok, refused } from "../../preload/contract/result.ts";
import type { Result } from "../../preload/contract/result.ts";
import { commandAdapters } from "../compose/command-adapters.ts";
import type { KioskPlace } from "../compose/command-place.ts";
import { openStores } from "../compose/open-stores.ts";
import { recoverKiosksKeys } from "../compose/recover-keys.ts";
import { journalledExport } from "../core/operations/upkeep/journalled-export.ts";
import { sealingKeys } from "../core/operations/upkeep/reseal-secrets.ts";
import type { KnownKey } from "../core/ports/keys.ts";
import { openAsker } from "./ask.ts";
import { callersPath } from "./callers-path.ts";
import { ended } from "./command.ts";
import type { Command, Ending, Given } from "./command.ts";
import type { CommandRefusal } from "./refusal-words.ts";

/** NIST SP 800-63B-4 §3.1.1.2: the length of a password that is the only factor. */
const shortestPassphrase = 15;

const passphraseHelp = `The passphrase is asked for at a terminal, or else read from standard input, a line; never given as an argument.
`;

export const keysEscrowCommands: readonly Command[] = [
  {
    name: "keys escrow",
    operands: ["FILE"],
    does: "writes all keys into a new file under a passphrase, for another machine; also while the kiosk runs",
    help: `${passphraseHelp}It has ${String(shortestPassphrase)} characters or more. Without it nobody gets at the keys: AES-256-GCM under a key that Argon2id
(64 MiB, 3 passes, 4 lanes) makes of it. Keep file and passphrase apart, and both apart from the backups: who has all
three has every token. Make it anew after each rotation. Rows of the journal: keys-escrow, begun and done.
`,
    run: runEscrow,
  },
  {
    name: "keys recover",
    operands: ["FILE"],
    does: "puts the keys of an escrow into the keychain, also of a machine that never ran the kiosk",
    help: `${passphraseHelp}The keychain must have no keys of this data folder, or the same: then it gets those that it lacks, as of before a
rotation, to restore a backup of that time; the next rotation has them forgotten again. On a new machine: keys
recover FILE, then restore BACKUP. A row of the journal where there is one: keys-recover.
`,
    run: runRecover,
  },
];

async function runEscrow(place: KioskPlace, { operands: [name = ""] }: Given): Promise<Ending> {
  const passphrase = await readNewPassphrase();
  if (!passphrase.ok) return ended(passphrase, String);
  const opened = await openStores(place, { for: "writing" });
  if (!opened.ok) return ended(opened, String);
  await using stores = opened.value;
  const file = callersPath(name);
  const event = { at: place.clock(), customerId: null, action: "keys-escrow" } as const;
  const written = await journalledExport<string>(stores.registry, event, "by=command-line", () =>
    commandAdapters.writeNewFile(file, async (append) => {
      const escrow = await stores.escrow(passphrase.value, place.clock());
      if (!escrow.ok) return escrow;
      await append(escrow.value);
      return ok(sealingKeys(stores.known).length);
    }),
  );
  return ended(
    written as Result<number, CommandRefusal>,
    () => `Written: ${file}. Keep it and its passphrase apart.`,
  );
}

async function runRecover(place: KioskPlace, { operands: [name = ""] }: Given): Promise<Ending> {
  const escrow = await readEscrow(callersPath(name));
  if (!escrow.ok) return ended(escrow, String);
  using asker = openAsker();
  const passphrase = await asker.ask("The escrow's passphrase (it isn't shown)", "secret");
  if (passphrase === null) return ended(refused("input-ended"), String);
  const recovered = await recoverKiosksKeys(place, escrow.value, passphrase);
  if (!recovered.ok) return ended(recovered, String);
  const lacking = await journalRecovery(place, recovered.value);
  const ids = sealingKeys(recovered.value).map(({ id }) => id);
  const said = `The keychain has the keys of token secrets ${ids.join(", ")}, and those of journal, backups and bundles.`;
  const warning = `${String(lacking)} secrets of the registry are sealed under another key: recover a later escrow too.`;
  return { exitCode: 0, said: lacking > 0 ? `${said}\n${warning}` : said };
}

/** Answers how many secrets of the registry, if there is one, none of the keys opens. */
async function journalRecovery(place: KioskPlace, known: readonly KnownKey[]): Promise<number> {
  const opened = await openStores(place, { for: "writing" });
  if (!opened.ok) return 0;
  await using stores = opened.value;
  const ids = sealingKeys(known).map(({ id }) => id);
  const event = { at: place.clock(), customerId: null, action: "keys-recover" } as const;
  return await stores.registry.transact(async (rows) => {
    await rows.appendJournal({ ...event, outcome: "done", detail: `key=${ids.join(",")}` });
    return (await rows.sealedSecrets())
      .filter(({ keyId }) => keyId !== null && !ids.includes(keyId))
      .reduce((sum, { rows: count }) => sum + count, 0);
  });
}

async function readNewPassphrase(): Promise<Result<string, CommandRefusal>> {
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

async function readEscrow(file: string): Promise<Result<string, CommandRefusal>> {
  try {
    if ((await stat(file)).size > commandAdapters.longestEscrow) return refused("escrow-none");
    return ok(await readFile(file, "utf8"));
  } catch {
    return refused("file-unreadable");
  }
}
