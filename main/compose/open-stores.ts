import { existsSync } from "node:fs";
import type { StoreFault } from "../../preload/contract/health.ts";
import { ok, refused } from "../../preload/contract/result.ts";
import type { Result } from "../../preload/contract/result.ts";
import type { OpenKeys } from "../adapters/keychain-vault/open-keys.ts";
import { openFolder } from "../registry/sqlite/shared-folder.ts";
import { hasLog } from "../registry/sqlite/inspect.ts";
import { openRegistry } from "../registry/sqlite/open-registry.ts";
import type { JournalAnchor } from "../core/domain/journal-chain.ts";
import { moveAnchor } from "../core/operations/upkeep/keep-anchor.ts";
import { takeUpKeys } from "../core/operations/upkeep/reseal-secrets.ts";
import type { JournalAnchorStore } from "../core/ports/journal-anchor.ts";
import type { FileCheck } from "../core/ports/registry-checks.ts";
import type { OpenedRegistry, Registry } from "../core/ports/registry.ts";
import type { Vault } from "../core/ports/vault.ts";
import { placesOf } from "./command-place.ts";
import type { KioskPlace } from "./command-place.ts";
import { keychainOf } from "./keychain.ts";

/** A registry and the vault whose key it knows. Closes the registry on disposal. */
export interface Stores extends OpenKeys, AsyncDisposable {
  readonly registry: OpenedRegistry;
  readonly vault: Vault;
  readonly anchor: JournalAnchorStore;
  /** See the registry's port. While a kiosk has the registry open, no import changes it. */
  readonly slowestHash: number;
  /** Whether the last process that had the registry open closed it, and none has it open now. */
  readonly endedInOrder: boolean;
}

/**
 * The purpose for which the stores are opened.
 *
 * `service`, a kiosk's start: folder, keys and registry are made where they don't exist, and brought up to date.
 *
 * `writing`, beside a kiosk or without one: nothing is made. The anchor is written before the registry is closed,
 * unless the journal is broken, which kiosk and `doctor` report.
 *
 * `reading`: nothing is made, and no row of the journal can be written before the journal is sealed. `registry`:
 * another file than the kiosk's own, such as a copy; `anchor`: an end that its journal must have.
 */
type Opening =
  | Service
  | { readonly for: "writing" }
  | {
      readonly for: "reading";
      readonly registry?: string;
      readonly anchor?: JournalAnchor | null;
    };

interface Service {
  readonly for: "service";
  /**
   * The check of the registry's file where its last kiosk ended without closing it; without it, the check runs in this
   * thread.
   */
  readonly checks?: FileCheck;
}

type Place = Pick<KioskPlace, "config" | "dataDir">;

/**
 * Opens registry and keychain of a kiosk. On a first start the keychain comes first, so that without one no registry is
 * made; a key whose registry was never made is found by the next first start. On later starts the registry comes first,
 * as it knows whether there must be a key. The anchor is read before either: a registry that lacks the remembered row,
 * or that is missing, is left unchanged.
 */
export function openStores(place: Place, opening: Service): Promise<Result<Stores, StoreFault>>;
export function openStores(
  place: Place,
  opening: Opening,
): Promise<Result<Stores, StoreFault | "no-registry">>;
export async function openStores(
  { config, dataDir }: Place,
  opening: Opening,
): Promise<Result<Stores, StoreFault | "no-registry">> {
  const isService = opening.for === "service";
  const made = isService ? openFolder(dataDir) : null;
  if (made?.ok === false) return made;
  const places = placesOf(dataDir);
  const { anchor, openKeys } = keychainOf(config, places.folder);
  const isReading = opening.for === "reading";
  const file = (isReading ? opening.registry : undefined) ?? places.registry;
  const remembered = isReading ? ok(opening.anchor ?? null) : await anchor.read();
  const isMissing = !existsSync(file);
  if (isMissing && !isService) return refused("no-registry");
  if (isMissing && !remembered.ok) return remembered;
  const end = remembered.ok ? remembered.value : null;
  const early = isMissing && end === null ? await openKeys(null) : null;
  if (early?.ok === false) return early;
  const endedInOrder = !hasLog(file);
  const opened = await openRegistry(file, end, isService ? opening.checks : undefined);
  if (!opened.ok) return opened;
  const registry = opened.value;
  return closedOnFailure(registry, async () => {
    const { recorded, id, slowestHash } = await registry.transact(async (rows) => ({
      recorded: await rows.masterKeyFingerprint(),
      id: await rows.registryId(),
      slowestHash: await rows.slowestHash(),
    }));
    const keysOf = async (): Promise<Result<OpenKeys, StoreFault | "no-registry">> => {
      if (!isService) return recorded === null ? refused("no-registry") : openKeys(recorded);
      return remembered.ok ? (early ?? openKeys(recorded)) : remembered;
    };
    const keys = await keysOf();
    if (!keys.ok) {
      await registry.close();
      return keys;
    }
    const vault = keys.value.vaultOf(id);
    const close = () => registry.close();
    const stores: Stores = {
      ...{ ...keys.value, registry, vault, anchor, slowestHash, endedInOrder },
      [Symbol.asyncDispose]: close,
    };
    const kiosk = config.kiosk.name;
    switch (opening.for) {
      case "reading":
        return ok(stores);
      case "writing":
        return ok(await toWrite(stores, kiosk));
      case "service":
        return intoService(stores, { kiosk, id, isNew: recorded === null });
    }
  });
}

async function toWrite(stores: Stores, kiosk: string): Promise<Stores> {
  const { registry, vault, anchor, opensFormer } = stores;
  // The kiosk seals records of the former form at its next start.
  await registry.sealJournal({ kiosk, mac: vault.mac, takesUnsealed: opensFormer });
  return {
    ...stores,
    async [Symbol.asyncDispose]() {
      await moveAnchor({ journal: registry, mac: vault.mac, anchor });
      await registry.close();
    },
  };
}

async function intoService(
  stores: Stores,
  { kiosk, id, isNew }: { readonly kiosk: string; readonly id: string; readonly isNew: boolean },
): Promise<Result<Stores, StoreFault>> {
  const { registry, fingerprint, opensFormer, vaultOf } = stores;
  if (isNew) await registry.transact((rows) => rows.recordMasterKey(fingerprint));
  const vault = vaultOf(id, { opensFormer: false });
  const seal = { kiosk, mac: vault.mac };
  // Records of the former form are sealed now, and not accepted afterwards.
  await registry.sealJournal({ ...seal, takesUnsealed: opensFormer });
  const taken = await takeUpKeys(stores);
  if (!taken.ok) {
    await registry.close();
    return taken;
  }
  await registry.sealJournal(seal);
  return ok({ ...stores, vault });
}

/** Closes `registry` and rethrows if `work` throws. */
export async function closedOnFailure<T>(registry: Registry, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    await registry.close();
    throw error;
  }
}
