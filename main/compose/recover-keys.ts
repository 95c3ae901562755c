import { existsSync } from "node:fs";
import type { Result } from "../../preload/contract/result.ts";
import type { RecoverRefusal } from "../adapters/keychain-vault/recover-keys.ts";
import type { KnownKey } from "../core/ports/keys.ts";
import { openFolder } from "../registry/sqlite/shared-folder.ts";
import { openRegistry } from "../registry/sqlite/open-registry.ts";
import { placesOf } from "./command-place.ts";
import type { KioskPlace } from "./command-place.ts";
import { keychainOf } from "./keychain.ts";

/**
 * Writes the keys of an escrow into the keychain of the kiosk, whose data folder is made where there is none: the
 * keychain knows a kiosk by its folder's real path. Where there is a registry, this happens under its lock, so that no
 * rotation happens in between. A registry that can't be opened is ignored.
 */
export async function recoverKiosksKeys(
  { config, dataDir }: KioskPlace,
  escrow: string,
  passphrase: string,
): Promise<
  Result<readonly KnownKey[], RecoverRefusal | "data-folder-unwritable" | "data-folder-shared">
> {
  const made = openFolder(dataDir);
  if (!made.ok) return made;
  const { folder, registry: file } = placesOf(dataDir);
  const { recoverKeys } = keychainOf(config, folder);
  const opened = existsSync(file) ? await openRegistry(file) : null;
  if (!opened?.ok) return recoverKeys(escrow, passphrase, null);
  const registry = opened.value;
  try {
    return await registry.transact(async (rows) =>
      recoverKeys(escrow, passphrase, await rows.masterKeyFingerprint()),
    );
  } finally {
    await registry.close();
  }
}
