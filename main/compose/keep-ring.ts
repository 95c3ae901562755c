import { retireKeys } from "../core/operations/upkeep/retire-keys.ts";
import { sealingKeys } from "../core/operations/upkeep/reseal-secrets.ts";
import type { ServiceStores } from "./service-stores.ts";

/**
 * A service's look at its ring: takes up keys that were added to it, deletes those that no secret needs after a rotation,
 * and says what it has. A ring that takes no writes keeps them; doctor tells. Rejects where it can't be read.
 */
export async function keepRing(
  stores: Pick<ServiceStores, "registry" | "keys" | "clock" | "shared" | "refresh">,
): Promise<void> {
  const read = async (): Promise<readonly string[]> => {
    const known = await stores.refresh();
    if (!known.ok) throw new Error(`The ring of keys can't be read: ${known.refusal}`);
    return sealingKeys(known.value).map(({ id }) => id);
  };
  let ids = await read();
  if (ids.length > 1) {
    await retireKeys(stores);
    ids = await read();
  }
  await stores.shared.note(ids);
}
