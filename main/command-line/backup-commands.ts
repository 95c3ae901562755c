import { ok } from "../../preload/contract/result.ts";
import type { Result } from "../../preload/contract/result.ts";
import { commandAdapters } from "../compose/command-adapters.ts";
import { anchorOf, placesOf } from "../compose/command-place.ts";
import type { KioskPlace } from "../compose/command-place.ts";
import { openStores } from "../compose/open-stores.ts";
import type { Stores } from "../compose/open-stores.ts";
import type { JournalSeal } from "../core/domain/journal-chain.ts";
import type { JournalledAction } from "../core/domain/journal-event.ts";
import { callersPath } from "./callers-path.ts";
import { ended } from "./command.ts";
import type { Command, Ending, Given } from "./command.ts";
import type { CommandRefusal } from "./refusal-words.ts";

export const backupCommands: readonly Command[] = [
  {
    name: "backup",
    operands: ["FILE"],
    does: "writes the registry into a new file; also while the kiosk runs",
    run: runBackup,
  },
];

async function runBackup(place: KioskPlace, { operands: [name = ""] }: Given): Promise<Ending> {
  const file = callersPath(name);
  return ended(await backup(place, file), () => `Written: ${file}`);
}

/** This works while the kiosk runs too; the journal records it. */
async function backup(place: KioskPlace, file: string): Promise<Result<null, CommandRefusal>> {
  const remembered = await anchorOf(place).read();
  if (!remembered.ok) return remembered;
  const opened = await openStores(place, { for: "reading", anchor: remembered.value });
  if (!opened.ok) return opened;
  await using stores = opened.value;
  const { registry } = placesOf(place.dataDir);
  const { backUp } = commandAdapters.registryFiles;
  const written = backUp(registry, file, stores.vault.macOfBackup);
  if (!written.ok) return written;
  await journalAction(stores, place, { action: "backup" });
  return ok(null);
}

/**
 * Records a backup or a restore in the journal of the registry that is open. `takesUnsealed`: as in a journal's seal.
 */
export async function journalAction(
  { registry, vault }: Stores,
  { config, clock }: KioskPlace,
  {
    takesUnsealed = false,
    ...action
  }: Pick<JournalledAction, "action" | "detail"> & Pick<JournalSeal, "takesUnsealed">,
): Promise<void> {
  await registry.sealJournal({ kiosk: config.kiosk.name, mac: vault.mac, takesUnsealed });
  const event = { ...action, at: clock(), customerId: null, outcome: "done" };
  await registry.transact((rows) => rows.appendJournal(event));
}
