import { ok, refused } from "../../preload/contract/result.ts";
import type { Result } from "../../preload/contract/result.ts";
import type { OpenKeys } from "../adapters/keychain-vault/open-keys.ts";
import { coarseTimer } from "../adapters/system-timer.ts";
import { systemRandom } from "../adapters/system-random.ts";
import type { Brand, Config } from "../config/config.ts";
import { answerPeriods } from "../core/middleware/answer-periods.ts";
import type { Log } from "../core/ports/log.ts";
import type { Vault } from "../core/ports/vault.ts";
import type { NetworkRegistry } from "../registry/postgresql/open-network-registry.ts";
import { fleetReader } from "../service/identities/read-fleet.ts";
import { networkChains } from "../service/network-chains.ts";
import { measureKiosk } from "../service/measure-kiosk.ts";
import type { ServeParts } from "../service/serve-verb.ts";
import type { JournalVerdict } from "../service/verify-chains.ts";
import { plainAdapters } from "./plain-adapters.ts";

/** What the service's upkeep tells its core. */
export interface Upkeep {
  readonly journal: () => JournalVerdict;
  /** Returns at once. */
  readonly deliverMail: () => void;
}

/**
 * The core over a bank's database: seals its journal with the ring of `keys`, which must be the database's own; an empty
 * database takes the ring as its own. `name`: the service's, for the rows of its upkeep.
 */
export async function networkCore(
  {
    config,
    brand,
    name,
  }: { readonly config: Config; readonly brand: Brand; readonly name: string },
  {
    registry,
    keys,
    log,
  }: {
    readonly registry: NetworkRegistry;
    readonly keys: OpenKeys;
    readonly log: Log;
  },
  upkeep: Upkeep,
): Promise<Result<ServeParts & { readonly vault: Vault }, "keychain-key-different">> {
  const { recorded, id } = await registry.registry.read(async (rows) => ({
    recorded: await rows.masterKeyFingerprint(),
    id: await rows.registryId(),
  }));
  if (recorded !== null && recorded !== keys.fingerprint) return refused("keychain-key-different");
  const vault = keys.vaultOf(id, { opensFormer: false });
  await registry.registry.sealJournal({ kiosk: name, mac: vault.mac });
  const slowestHash = await registry.registry.transact(async (rows) => {
    await rows.recordMasterKey(keys.fingerprint);
    return rows.slowestHash();
  });
  return ok({
    ...{ registry, log, vault, documents: keys.documents, random: systemRandom },
    now: () => performance.now(),
    core: {
      ...{ ...plainAdapters, config, brand, log, vault, slowestHash, timer: coarseTimer },
      journal: registry.registry,
      journalChains: networkChains(registry, vault.mac),
      isJournalBroken: () => upkeep.journal().state === "broken",
      periods: answerPeriods(slowestHash),
      deliverMail: upkeep.deliverMail,
      measureHealth: (measured) => measureKiosk(registry, upkeep.journal, measured),
      readFleet: fleetReader(registry.database),
    },
  });
}
