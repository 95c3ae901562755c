import { openKeys } from "../../main/adapters/keychain-vault/open-keys.ts";
import { systemRandom } from "../../main/adapters/system-random.ts";
import type { ServiceStores } from "../../main/compose/service-stores.ts";
import { openNetworkRegistry } from "../../main/registry/postgresql/open-network-registry.ts";
import type { DatabaseSettings } from "../../main/registry/postgresql/hosts-pool.ts";
import { ringHolders } from "../../main/service/ring-holders.ts";
import { onTestFinished } from "vitest";
import type { Keychain } from "../../main/adapters/keychain-vault/keytar-keychain.ts";
import { valueOf } from "../contract/sealed-tokens.ts";

type OfRing =
  "registry" | "vault" | "keys" | "known" | "opensFormer" | "clock" | "shared" | "refresh" | "held";

/** What one of a bank's services has to do with its ring. */
export type ServiceRing = Pick<ServiceStores, OfRing | "network" | "escrow" | "proofs">;

/** The service `name` with the ring of `keychain`, which is made where there is none, over the bank's database. */
export async function serviceRing(
  settings: DatabaseSettings,
  name: string,
  keychain: Keychain,
): Promise<ServiceRing> {
  const network = valueOf(await openNetworkRegistry(settings, name));
  onTestFinished(() => network.close());
  const { registry } = network;
  const fingerprint = await registry.read((rows) => rows.masterKeyFingerprint());
  const keys = valueOf(await openKeys({ keychain, fingerprint, random: systemRandom, at: 1_000 }));
  const seal = { kiosk: name, mac: keys.proofs.mac };
  await registry.sealJournal(seal);
  const id = await registry.transact(async (rows) => {
    await rows.recordMasterKey(keys.fingerprint);
    return rows.registryId();
  });
  const shared = ringHolders(network, name, seal);
  return { ...keys, network, registry, vault: keys.vaultOf(id), clock: () => 5_000, shared };
}
