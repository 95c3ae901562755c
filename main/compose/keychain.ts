import type { Result } from "../../preload/contract/result.ts";
import { openVault } from "../adapters/keychain-vault/open-vault.ts";
import type { OpenVault, VaultFault } from "../adapters/keychain-vault/open-vault.ts";
import { systemRandom } from "../adapters/system-random.ts";
import type { Config } from "../config.ts";
import { shortHash } from "../short-hash.ts";

/** The vault of the data folder `folder` (its real path) under the keychain's key; see `openVault`. */
export function openKeychain(
  config: Config,
  folder: string,
  fingerprint: string | null,
): Promise<Result<OpenVault, VaultFault>> {
  return openVault({ ...keychainOf(config, folder), fingerprint, random: systemRandom });
}

/** Where the keychain keeps the key of the data folder `folder`, and how long it may take to answer. */
export function keychainOf(
  config: Config,
  folder: string,
): { readonly service: string; readonly timeoutMs: number } {
  return {
    // Two kiosks with different data folders never share a key.
    service: `otp-enrolment-kiosk:${shortHash(folder)}`,
    timeoutMs: config.keychain.timeoutSeconds * 1_000,
  };
}
