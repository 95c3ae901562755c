import type { Clock } from "../../ports/clock.ts";
import type { Registry } from "../../ports/registry.ts";

/**
 * Journals that the kiosk serves, once its clock is right. One row, one transaction: after a restart it is there or
 * not.
 */
export async function journalStartUp(registry: Registry, clock: Clock): Promise<void> {
  const at = clock();
  await registry.transact((rows) =>
    rows.appendJournal({ at, customerId: null, action: "start-up", outcome: "done" }),
  );
}
