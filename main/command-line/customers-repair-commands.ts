import { commandAdapters } from "../compose/command-adapters.ts";
import type { KioskPlace } from "../compose/command-place.ts";
import { openStores } from "../compose/open-stores.ts";
import { repairCustomer } from "../core/operations/upkeep/repair-record.ts";
import { ended } from "./command.ts";
import type { Command, Ending, Given } from "./command.ts";

export const customersRepairCommands: readonly Command[] = [
  {
    name: "customers repair",
    operands: ["ID"],
    does: "takes a record into use again that isn't as the kiosk wrote it; also while the kiosk runs",
    help: `ID is the 顧客番号. See first to what changed the registry's file. A backup of before has the record right; where
none is to be restored, this makes one of which nothing is trusted but who it is: tokens are released and their secrets
destroyed, both passwords are nobody's, the limit is 0, and the account is stopped (停止). Then give a file with the
customer's passwords, limit and 状態 to customers import.`,
    run: runRepair,
  },
];

async function runRepair(place: KioskPlace, { operands: [id = ""] }: Given): Promise<Ending> {
  const opened = await openStores(place, { for: "writing" });
  if (!opened.ok) return ended(opened, String);
  await using stores = opened.value;
  const { registry } = stores;
  const { config, clock } = place;
  const { random, passwordHasher } = commandAdapters;
  const parts = { registry, config, clock, random, passwordHasher };
  const repaired = await repairCustomer(parts, id);
  return ended(repaired, () => `Repaired: ${id}. The account is stopped until the next import.`);
}
