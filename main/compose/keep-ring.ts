import { retireKeys } from "../core/operations/upkeep/retire-keys.ts";
import { sealingKeys } from "../core/operations/upkeep/reseal-secrets.ts";
import type { ServiceStores } from "./service-stores.ts";

/**
 * A service's look at its ring: takes up keys that were added to it, deletes those that no secret needs after a rotation,
 * and says what it has. A ring that takes no writes keeps them; doctor tells. Rejects where the ring can't be read, or lacks
 * the key in use: then the service goes on with the keys that it has, and says so, as a rotation must wait for it.
 */
export async function keepRing(
  stores: Pick<ServiceStores, "registry" | "keys" | "clock" | "shared" | "refresh" | "held">,
): Promise<void> {
  const look = async () => stores.refresh(await stores.registry.read((rows) => rows.sealingKey()));
  const ids = () => sealingKeys(stores.held()).map(({ id }) => id);
  const first = await look();
  // Where a rotation came between key and ring, the next look finds both as they are.
  let read = first.ok ? first : await look();
  if (read.ok && ids().length > 1) {
    await retireKeys(stores);
    read = await look();
  }
  await stores.shared.note(ids());
  if (!read.ok) throw new Error(`The ring of keys fails: ${read.refusal}`);
}
