import { existsSync, realpathSync } from "node:fs";
import path from "node:path";
import type { StoreFault } from "../../preload/contract/health.ts";
import { ok, refused } from "../../preload/contract/result.ts";
import type { Result } from "../../preload/contract/result.ts";
import { openRegistry } from "../registry/sqlite/open-registry.ts";
import type { OpenKeys } from "../adapters/keychain-vault/open-keys.ts";
import { keychainOf } from "../compose/keychain.ts";
import type { Config } from "../config/config.ts";
import type { JournalAnchor } from "../core/domain/journal-chain.ts";
import type { Clock } from "../core/ports/clock.ts";
import type { JournalAnchorStore } from "../core/ports/journal-anchor.ts";
import { moveAnchor } from "../core/operations/upkeep/keep-anchor.ts";
import type { OpenedRegistry } from "../core/ports/registry.ts";
import type { Vault } from "../core/ports/vault.ts";

/** Whose things a command works with: the same as the kiosk's. */
export interface KioskPlace {
  readonly config: Config;
  readonly dataDir: string;
  readonly clock: Clock;
}

/** A registry and the vault whose key it knows. Closes the registry when disposed of. */
export interface Stores extends OpenKeys, AsyncDisposable {
  readonly registry: OpenedRegistry;
  readonly vault: Vault;
}

/** The data folder's real path, by which the keychain knows it, and its registry's. */
export function placesOf(dataDir: string): { readonly folder: string; readonly registry: string } {
  const folder = existsSync(dataDir) ? realpathSync(dataDir) : dataDir;
  return { folder, registry: path.join(folder, "registry.sqlite") };
}

/** What the kiosk remembers of its journal. */
export function anchorOf({ config, dataDir }: KioskPlace): JournalAnchorStore {
  return keychainOf(config, placesOf(dataDir).folder).anchor;
}

/**
 * Opens a registry that there is already, and the keychain's key for it, beside a kiosk or without one. Nothing is
 * made where nothing was. `registryPath`: another than the kiosk's own, as a copy; `anchor`: one that it must have.
 */
export async function openStores(
  { config, dataDir }: KioskPlace,
  registryPath: string = placesOf(dataDir).registry,
  anchor: JournalAnchor | null = null,
): Promise<Result<Stores, StoreFault | "no-registry">> {
  if (!existsSync(registryPath)) return refused("no-registry");
  const opened = await openRegistry(registryPath, anchor);
  if (!opened.ok) return opened;
  const registry = opened.value;
  const { fingerprint, id } = await registry.transact(async (rows) => ({
    fingerprint: await rows.masterKeyFingerprint(),
    id: await rows.registryId(),
  }));
  const keychain: Result<OpenKeys, StoreFault | "no-registry"> =
    fingerprint === null
      ? refused("no-registry")
      : await keychainOf(config, placesOf(dataDir).folder).openKeys(fingerprint);
  if (!keychain.ok) {
    await registry.close();
    return keychain;
  }
  const vault = keychain.value.vaultOf(id);
  return ok({ ...keychain.value, registry, vault, [Symbol.asyncDispose]: () => registry.close() });
}

/**
 * The kiosk's own stores, whose journal takes rows. A registry that lacks what the kiosk remembers of it isn't opened;
 * what was written is remembered before it is closed, unless the journal is broken, which kiosk and `doctor` tell.
 */
export async function openStoresToWrite(
  place: KioskPlace,
): Promise<Result<Stores, StoreFault | "no-registry">> {
  const anchor = anchorOf(place);
  const remembered = await anchor.read();
  const end = remembered.ok ? remembered.value : null;
  const opened = await openStores(place, undefined, end);
  if (!opened.ok) return opened;
  const { registry, vault, opensFormer } = opened.value;
  const seal = { kiosk: place.config.kiosk.name, mac: vault.mac };
  // The kiosk seals what is of before at its next start.
  await registry.sealJournal({ ...seal, takesUnsealed: opensFormer });
  return ok({
    ...opened.value,
    async [Symbol.asyncDispose]() {
      await moveAnchor({ journal: registry, mac: vault.mac, anchor });
      await registry.close();
    },
  });
}
