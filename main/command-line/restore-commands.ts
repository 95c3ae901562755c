import { chmodSync, copyFileSync, existsSync, rmSync } from "node:fs";
import { ok, refused } from "../../preload/contract/result.ts";
import type { Result } from "../../preload/contract/result.ts";
import { commandAdapters } from "../compose/command-adapters.ts";
import { anchorOf, placesOf } from "../compose/command-place.ts";
import type { KioskPlace } from "../compose/command-place.ts";
import { openStores } from "../compose/open-stores.ts";
import type { Stores } from "../compose/open-stores.ts";
import type { ChangesSince } from "../core/domain/changes-since.ts";
import type { JournalAnchor } from "../core/domain/journal-chain.ts";
import { carryOver } from "../core/operations/upkeep/carry-over.ts";
import { takeInBackup } from "../core/operations/upkeep/reseal-secrets.ts";
import type { BackupSeal, HeldRegistry } from "../core/ports/registry-files.ts";
import { openAsker } from "./ask.ts";
import { journalAction } from "./backup-commands.ts";
import { callersPath } from "./callers-path.ts";
import { ended } from "./command.ts";
import type { Command, Ending, Given } from "./command.ts";
import { wholeJournal } from "./journal-commands.ts";
import { restoreWords } from "./restore-words.ts";
import type { CommandRefusal } from "./refusal-words.ts";

const { hold, look, takeSealOff } = commandAdapters.registryFiles;

export const restoreCommands: readonly Command[] = [
  {
    name: "restore",
    operands: ["FILE"],
    options: {
      unsealed: {
        does: "takes a file without a seal, whose giver vouches that nobody has changed it",
      },
    },
    does: "puts a backup in the registry's place; the kiosk must be stopped",
    help: `Tells what was decided since the backup and what the restore brings back, and asks at a terminal; elsewhere it goes on.

These stay as they were decided since: released and replaced tokens with their destroyed secrets, used codes, lowered
limits, stopped and closed accounts, wrong tries, and user IDs, none of which is given twice. Members of the staff are as
they were then, and so is all else. Secrets come under the key of now; a backup whose key is gone is refused. Of a
registry that is damaged or of an older version nothing can be told or kept.
`,
    run: runRestore,
  },
];

async function runRestore(
  place: KioskPlace,
  { operands: [name = ""], options }: Given,
): Promise<Ending> {
  const restored = await restore(place, callersPath(name), options["unsealed"] === true);
  return ended(restored, (aside) => `Restored. The former registry: ${aside}`);
}

/**
 * Puts a backup in the registry's place and keeps the former registry beside it; answers the path of the former one.
 *
 * All steps are first done on a copy, so that a refusal leaves everything as it was: the kiosk must not be running, and
 * the backup must be complete, of this version or an older one, made under this kiosk's key, as it was sealed (a file
 * without a seal is accepted with `mayBeUnsealed`), and with an unbroken journal.
 *
 * The anchor is set to the backup's end before the swap, and to the restore's own row afterwards. A kill in between
 * leaves the former registry or the restored one, and both have the row that is remembered.
 */
async function restore(
  place: KioskPlace,
  file: string,
  mayBeUnsealed: boolean,
): Promise<Result<string, CommandRefusal>> {
  if (!existsSync(file)) return refused("no-backup");
  const usable = usableBackup(file);
  if (!usable.ok) return usable;
  const { registry } = placesOf(place.dataDir);
  const holding = hold(registry);
  if (!holding.ok) return refused("kiosk-running");
  using held = holding.value;
  const copy = `${registry}.restoring`;
  // A restore that was killed may have left a log, which must not be taken for the log of this copy.
  forget(copy);
  try {
    if (!copied(file, copy)) return refused("data-folder-unwritable");
    const seal = takeSealOff(copy);
    if (seal === null && !mayBeUnsealed) return refused("backup-unsealed");
    const proven = await provenCopy(place, copy, { seal, held });
    if (!proven.ok) return proven;
    if (!(await agreed(proven.value.changes))) return refused("restore-declined");
    const aside = `${registry}.before-restore-${dated(place.clock())}`;
    const anchor = anchorOf(place);
    const wentBack = await anchor.write(proven.value.before);
    if (!wentBack.ok) return wentBack;
    held.replaceBy(copy, aside);
    // If this fails, the kiosk remembers one row less until its next start.
    await anchor.write(proven.value.after);
    return ok(aside);
  } finally {
    forget(copy);
  }
}

function forget(copy: string): void {
  for (const left of [copy, `${copy}-wal`, `${copy}-shm`]) rmSync(left, { force: true });
}

/** Whether the copy succeeded: there was room, and the rights suffice. */
function copied(file: string, copy: string): boolean {
  try {
    copyFileSync(file, copy);
    chmodSync(copy, 0o600);
    return true;
  } catch {
    return false;
  }
}

function usableBackup(file: string): Result<null, CommandRefusal> {
  const found = look(file);
  if (found === "ours") return ok(null);
  return refused(found === "newer" ? "backup-newer" : "backup-damaged");
}

interface ProvenCopy {
  /** The ends of its journal without and with the restore's row. */
  readonly before: JournalAnchor;
  readonly after: JournalAnchor;
  /** null: the changes can't be determined. */
  readonly changes: ChangesSince | null;
}

/**
 * Verifies the copy, carries over the decisions made since the backup, records the restore in its journal, and seals
 * its secrets under the present key.
 */
async function provenCopy(
  place: KioskPlace,
  copy: string,
  { seal, held }: { readonly seal: BackupSeal | null; readonly held: HeldRegistry },
): Promise<Result<ProvenCopy, CommandRefusal>> {
  const opened = await openStores(place, { for: "reading", registry: copy });
  if (!opened.ok) return opened.refusal === "no-registry" ? refused("backup-damaged") : opened;
  await using stores = opened.value;
  if (seal !== null && stores.vault.macOfBackup(seal.digest) !== seal.mac) {
    return refused("backup-tampered");
  }
  const whole = await wholeJournal(stores, null);
  if (!whole.ok) return whole;
  const before = await endOf(stores);
  await journalAction(stores, place, {
    action: "restore",
    // Its records may be older than their MACs, too.
    takesUnsealed: true,
    ...(seal === null && { detail: "seal=none" }),
  });
  const changes = held.changesSince(copy);
  if (changes !== null) await stores.registry.transact((rows) => carryOver(rows, changes));
  const id = await stores.registry.transact((rows) => rows.registryId());
  // The secrets that the backup's seal vouches for may be of the former form.
  const vault = stores.vaultOf(id, { opensFormer: true });
  const taken = await takeInBackup({ ...stores, vault });
  if (!taken.ok) return taken;
  return ok({ before, after: await endOf(stores), changes });
}

/** Reports what the restore means and asks the person at the terminal to confirm it. */
async function agreed(changes: ChangesSince | null): Promise<boolean> {
  process.stdout.write(restoreWords(changes));
  using asker = openAsker();
  if (!asker.atTerminal) return true;
  return /^y(?:es)?$/i.test((await asker.ask("Restore (yes or no)"))?.trim() ?? "");
}

/** The end of a journal that was found intact. */
async function endOf({ registry }: Stores): Promise<JournalAnchor> {
  const { head } = await registry.journalEnd();
  if (head === null) throw new Error("A whole journal has a head");
  return head;
}

/** UTC, to the millisecond, for a file's name. */
function dated(now: number): string {
  return new Date(now).toISOString().replaceAll(/[-:.]/g, "");
}
