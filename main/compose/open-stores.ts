import { existsSync } from "node:fs";
import path from "node:path";
import type { Fault } from "../../preload/contract/answers.ts";
import { ok } from "../../preload/contract/result.ts";
import type { Result } from "../../preload/contract/result.ts";
import { openFolder } from "../registry/sqlite/make-folder.ts";
import { openRegistry } from "../registry/sqlite/open-registry.ts";
import type { Config } from "../config/config.ts";
import { takeUpKeys } from "../core/operations/upkeep/reseal-secrets.ts";
import type { JournalAnchorStore } from "../core/ports/journal-anchor.ts";
import type { OpenedRegistry, Registry } from "../core/ports/registry.ts";
import type { Vault } from "../core/ports/vault.ts";
import { keychainOf } from "./keychain.ts";

export interface Stores {
  readonly registry: OpenedRegistry;
  readonly vault: Vault;
  readonly anchor: JournalAnchorStore;
  /** See the registry's port. While a kiosk has the registry, no import changes it. */
  readonly slowestHash: number;
}

/**
 * Opens data folder, registry and keychain. On a first start the keychain comes first, so that without one there is no
 * registry either; a key whose registry was never made is found again by the next first start. Later the
 * registry comes first, as it knows whether there must be a key. What the kiosk remembers of the journal is read before
 * either: a registry that lacks it, or isn't there any more, is left as it is.
 */
export async function openStores(config: Config, dataDir: string): Promise<Result<Stores, Fault>> {
  const folder = openFolder(dataDir);
  if (!folder.ok) return folder;
  const registryPath = path.join(folder.value, "registry.sqlite");
  const { anchor, openKeys } = keychainOf(config, folder.value);
  const remembered = await anchor.read();
  const isMissing = !existsSync(registryPath);
  if (isMissing && !remembered.ok) return remembered;
  const end = remembered.ok ? remembered.value : null;
  const isFirst = isMissing && end === null;
  const early = isFirst ? await openKeys(null) : null;
  if (early?.ok === false) return early;
  const opened = await openRegistry(registryPath, end);
  if (!opened.ok) return opened;
  const registry = opened.value;
  return closedOnFailure(registry, async () => {
    const { recorded, id } = await registry.transact(async (rows) => ({
      recorded: await rows.masterKeyFingerprint(),
      id: await rows.registryId(),
    }));
    const keychain = remembered.ok ? (early ?? (await openKeys(recorded))) : remembered;
    if (!keychain.ok) {
      await registry.close();
      return keychain;
    }
    const { fingerprint, vaultOf } = keychain.value;
    if (recorded === null) {
      await registry.transact((rows) => rows.recordMasterKey(fingerprint));
    }
    const vault = vaultOf(id, { opensFormer: false });
    const seal = { kiosk: config.kiosk.name, mac: vault.mac };
    // What is of before is sealed now, and then taken no more.
    await registry.sealJournal({ ...seal, takesUnsealed: keychain.value.opensFormer });
    const taken = await takeUpKeys({ ...keychain.value, registry, vault: vaultOf(id) });
    if (!taken.ok) {
      await registry.close();
      return taken;
    }
    await registry.sealJournal(seal);
    const slowestHash = await registry.transact((rows) => rows.slowestHash());
    return ok({ registry, vault, anchor, slowestHash });
  });
}

/** Closes `registry` before it throws what `work` throws. */
export async function closedOnFailure<T>(registry: Registry, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    await registry.close();
    throw error;
  }
}
