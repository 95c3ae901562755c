import { chmodSync, copyFileSync, existsSync, rmSync } from "node:fs";
import { ok, refused } from "../../preload/contract/result.ts";
import type { Result } from "../../preload/contract/result.ts";
import { backUp } from "../adapters/sqlite-registry/backup.ts";
import { inspect } from "../adapters/sqlite-registry/inspect.ts";
import { holdRegistry } from "../adapters/sqlite-registry/replace.ts";
import { takeSealOff } from "../adapters/sqlite-registry/seal.ts";
import type { Seal } from "../adapters/sqlite-registry/seal.ts";
import type { JournalAnchor } from "../domain/journal-chain.ts";
import type { Deed } from "../domain/journal-event.ts";
import { callersPath } from "./callers-path.ts";
import { ended } from "./command.ts";
import type { Command, Ending, Given } from "./command.ts";
import { wholeJournal } from "./journal-commands.ts";
import { anchorOf, openStores, placesOf } from "./stores.ts";
import type { KioskPlace, Stores } from "./stores.ts";
import type { CommandRefusal } from "./words.ts";

export const backupCommands: readonly Command[] = [
  {
    name: "backup",
    operands: ["FILE"],
    does: "writes the registry into a new file; also while the kiosk runs",
    run: runBackup,
  },
  {
    name: "restore",
    operands: ["FILE"],
    options: {
      unsealed: {
        does: "takes a file without a seal, whose giver vouches that nobody has changed it",
      },
    },
    does: "puts a backup in the registry's place; the kiosk must be stopped",
    run: runRestore,
  },
];

async function runBackup(place: KioskPlace, { operands: [name = ""] }: Given): Promise<Ending> {
  const file = callersPath(name);
  return ended(await backup(place, file), () => `Written: ${file}`);
}

async function runRestore(
  place: KioskPlace,
  { operands: [name = ""], options }: Given,
): Promise<Ending> {
  const restored = await restore(place, callersPath(name), options["unsealed"] === true);
  return ended(restored, (aside) => `Restored. The former registry: ${aside}`);
}

/** Also while the kiosk runs; the journal tells of it. */
async function backup(place: KioskPlace, file: string): Promise<Result<null, CommandRefusal>> {
  const remembered = await anchorOf(place).read();
  if (!remembered.ok) return remembered;
  const { registry } = placesOf(place.dataDir);
  const opened = await openStores(place, registry, remembered.value);
  if (!opened.ok) return opened;
  await using stores = opened.value;
  const written = backUp(registry, file, stores.vault.macOfBackup);
  if (!written.ok) return written;
  await journal(stores, place, { action: "backup" });
  return ok(null);
}

/**
 * Puts a backup in the registry's place and keeps the former one beside it; answers that one's path.
 * All is tried on a copy first, so that a refusal leaves everything as it was: the kiosk must not be running, and
 * the backup must be whole, of this version or an older one, of this kiosk's key, as it was sealed (a file without a
 * seal is taken when it is `mayBeUnsealed`), with an unbroken journal.
 *
 * What the kiosk remembers goes back to the backup's end before, and on to the restore's own row afterwards. A kill in
 * between finds the former registry or the restored one, and both have the row that is remembered.
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
  const holding = holdRegistry(registry);
  if (!holding.ok) return refused("kiosk-running");
  using held = holding.value;
  const copy = `${registry}.restoring`;
  // A restore that was killed may have left a log, which must not be taken for this copy's.
  forget(copy);
  try {
    if (!copied(file, copy)) return refused("data-folder-unwritable");
    const seal = takeSealOff(copy);
    if (seal === null && !mayBeUnsealed) return refused("backup-unsealed");
    const proven = await provenCopy(place, copy, seal);
    if (!proven.ok) return proven;
    const aside = `${registry}.before-restore-${dated(place.clock())}`;
    const anchor = anchorOf(place);
    const wentBack = await anchor.write(proven.value.before);
    if (!wentBack.ok) return wentBack;
    held.replaceBy(copy, aside);
    // Where this fails, the kiosk remembers a row less until its next start.
    await anchor.write(proven.value.after);
    return ok(aside);
  } finally {
    forget(copy);
  }
}

function forget(copy: string): void {
  for (const left of [copy, `${copy}-wal`, `${copy}-shm`]) rmSync(left, { force: true });
}

/** Whether there was room and right for it. */
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
  try {
    const found = inspect(file);
    if (found === "ours") return ok(null);
    return refused(found === "registry-newer" ? "backup-newer" : "backup-damaged");
  } catch {
    return refused("backup-damaged");
  }
}

/** Tells the journal of the restore; answers its ends without and with that row. */
async function provenCopy(
  place: KioskPlace,
  copy: string,
  seal: Seal | null,
): Promise<
  Result<{ readonly before: JournalAnchor; readonly after: JournalAnchor }, CommandRefusal>
> {
  const opened = await openStores(place, copy);
  if (!opened.ok) return opened.refusal === "no-registry" ? refused("backup-damaged") : opened;
  await using stores = opened.value;
  if (seal !== null && stores.vault.macOfBackup(seal.digest) !== seal.mac) {
    return refused("backup-tampered");
  }
  const whole = await wholeJournal(stores, null);
  if (!whole.ok) return whole;
  const before = await endOf(stores);
  await journal(stores, place, {
    action: "restore",
    ...(seal === null && { detail: "seal=none" }),
  });
  return ok({ before, after: await endOf(stores) });
}

/** Of a journal that was found whole. */
async function endOf({ registry }: Stores): Promise<JournalAnchor> {
  const { head } = await registry.journalEnd();
  if (head === null) throw new Error("A whole journal has a head");
  return head;
}

async function journal(
  { registry, vault }: Stores,
  { config, clock }: KioskPlace,
  deed: Pick<Deed, "action" | "detail">,
): Promise<void> {
  await registry.sealJournal({ kiosk: config.kiosk.name, mac: vault.mac });
  const event = { ...deed, at: clock(), customerId: null, outcome: "done" };
  await registry.transact((rows) => rows.appendJournal(event));
}

/** UTC, to the millisecond, for a file's name. */
function dated(now: number): string {
  return new Date(now).toISOString().replaceAll(/[-:.]/g, "");
}
