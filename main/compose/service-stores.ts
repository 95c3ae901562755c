import { ok, refused } from "../../preload/contract/result.ts";
import type { Result } from "../../preload/contract/result.ts";
import type { HsmFault } from "../adapters/keychain-vault/pkcs11-keychain.ts";
import { openKeys } from "../adapters/keychain-vault/open-keys.ts";
import type { OpenKeys } from "../adapters/keychain-vault/open-keys.ts";
import { systemClock } from "../adapters/system-clock.ts";
import { systemRandom } from "../adapters/system-random.ts";
import type { JournalSeal } from "../core/domain/journal-chain.ts";
import { sealingKeys, takeUpKeys } from "../core/operations/upkeep/reseal-secrets.ts";
import type { Clock } from "../core/ports/clock.ts";
import type { KeysFault } from "../core/ports/keys.ts";
import type { OpenedRegistry } from "../core/ports/registry.ts";
import type { Vault } from "../core/ports/vault.ts";
import { lockFacts } from "../registry/postgresql/lock-facts.ts";
import type { DatabaseFault } from "../registry/postgresql/database-errors.ts";
import {
  migrateNetworkRegistry,
  openNetworkRegistry,
} from "../registry/postgresql/open-network-registry.ts";
import type { NetworkRegistry } from "../registry/postgresql/open-network-registry.ts";
import { databaseClock } from "../service/database-clock.ts";
import { ringHolders } from "../service/ring-holders.ts";
import type { RingHolders } from "../service/ring-holders.ts";
import { databaseAt, ringAt } from "./service-place.ts";
import type { DatabaseAt, PlaceFault, ServicePlace } from "./service-place.ts";

/** Why the service's stores can't be opened. */
export type ServiceFault =
  | PlaceFault
  | DatabaseFault
  | KeysFault
  | HsmFault
  /** The ring is the database's, but lacks the key that a rotation has chosen. */
  | "ring-behind";

/** The bank's registry and the vault whose keys it knows. Closes the registry, and its private cluster, on disposal. */
export interface ServiceStores extends OpenKeys, AsyncDisposable {
  readonly network: NetworkRegistry;
  readonly registry: OpenedRegistry;
  readonly vault: Vault;
  readonly shared: RingHolders;
  /** The journal's. */
  readonly seal: JournalSeal;
  /** See the registry's port. */
  readonly slowestHash: number;
  /** The database's clock, as it was compared last. */
  readonly clock: Clock;
  compareClock(): Promise<void>;
  /** `listen` is called after each commit with changes that the internet bank is to be told of. */
  onAnnounced(listen: () => void): void;
  readonly at: DatabaseAt;
}

/**
 * Opens database and ring; a service brings the schema up to date first. A ring is made by the first service of a bank
 * alone: a database that knows a ring takes no other. Commands append to a chain of the journal of their own, beside the
 * services', and those that are given at the same moment wait for one another there.
 */
export async function openServiceStores(
  place: ServicePlace,
  purpose: "service" | "command",
): Promise<Result<ServiceStores, ServiceFault>> {
  const at = await databaseAt(place, purpose);
  if (!at.ok) return at;
  try {
    const migrated =
      purpose === "service" ? await migrateNetworkRegistry(at.value.settings) : ok(null);
    const stores = migrated.ok ? await overDatabase(place, purpose, at.value) : migrated;
    if (!stores.ok) await at.value.stop();
    return stores;
  } catch (error) {
    await at.value.stop();
    throw error;
  }
}

async function overDatabase(
  place: ServicePlace,
  purpose: "service" | "command",
  at: DatabaseAt,
): Promise<Result<ServiceStores, ServiceFault>> {
  const { name } = place.config.service;
  const isCommand = purpose === "command";
  const writer = isCommand ? `${name}-commands` : name;
  let announced = (): void => undefined;
  const tells = place.config.webhooks !== null;
  const onChange = tells ? () => announced() : null;
  const opened = await openNetworkRegistry(at.settings, writer, onChange, { isShared: isCommand });
  if (!opened.ok) return opened;
  const network = opened.value;
  const { registry } = network;
  const clockOf = async () => databaseClock(network.database, systemClock(0));
  try {
    const { clock, compare } = await clockOf();
    const keys = await keysOf(place, network, clock());
    if (!keys.ok) {
      await network.close();
      return keys;
    }
    const { id, slowestHash } = await registry.read(async (rows) => ({
      id: await rows.registryId(),
      slowestHash: await rows.slowestHash(),
    }));
    const vault = keys.value.vaultOf(id, { opensFormer: false });
    const seal = { kiosk: name, mac: vault.mac };
    await registry.sealJournal(seal);
    const shared = ringHolders(network, name, seal);
    // Said before it looks at the key in use, so that a rotation either sees this service or is seen by it.
    if (!isCommand) await shared.note(sealingKeys(keys.value.known).map(({ id }) => id));
    const taken = await takeUpKeys({ ...keys.value, registry, vault });
    if (!taken.ok) {
      if (!isCommand) await shared.leave();
      await network.close();
      const isBehind = taken.refusal === "keychain-key-missing";
      return isBehind ? refused("ring-behind") : taken;
    }
    return ok({
      ...{ ...keys.value, network, registry, vault, shared, seal, slowestHash, clock, at },
      compareClock: compare,
      onAnnounced(listen) {
        announced = listen;
      },
      async [Symbol.asyncDispose]() {
        // A service that can't say so is taken for one that serves, for some minutes.
        if (!isCommand) await shared.leave().catch(() => undefined);
        await network.close();
        await at.stop();
      },
    });
  } catch (error) {
    await network.close();
    throw error;
  }
}

/**
 * Of two services that start on an empty database at once, one makes the ring that holds; the other is refused. Later the
 * ring is asked outside of any transaction, as nobody's request must wait for its home.
 */
async function keysOf(
  place: ServicePlace,
  network: NetworkRegistry,
  at: number,
): Promise<Result<OpenKeys, KeysFault | HsmFault>> {
  const { keychain, trouble } = ringAt(place);
  const open = async (fingerprint: string | null) => {
    const keys = await openKeys({ keychain, random: systemRandom, at, fingerprint });
    return keys.ok ? keys : refused(trouble() ?? keys.refusal);
  };
  const known = await network.registry.read((rows) => rows.masterKeyFingerprint());
  if (known !== null) return open(known);
  return network.maintain(null, async (rows, tables) => {
    await lockFacts(tables);
    const fingerprint = await rows.masterKeyFingerprint();
    const keys = await open(fingerprint);
    if (keys.ok && fingerprint === null) await rows.recordMasterKey(keys.value.fingerprint);
    return keys;
  });
}
