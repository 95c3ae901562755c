import { keytarFailure } from "../adapters/keychain-vault/load-keytar.ts";
import { kioskKeychain } from "../adapters/keychain-vault/kiosk-keychain.ts";
import type { KioskKeychain } from "../adapters/keychain-vault/kiosk-keychain.ts";
import { systemClock } from "../adapters/system-clock.ts";
import { systemRandom } from "../adapters/system-random.ts";
import type { Config } from "../config/config.ts";
import { shortHash } from "../adapters/hashes.ts";

/** The keychain's items for the data folder `folder` (its real path). */
export function keychainOf(config: Config, folder: string): KioskKeychain {
  const place = keychainPlace(config, folder);
  return kioskKeychain({ ...place, random: systemRandom, now: systemClock(0) });
}

/** The kiosk's service in the keychain, and how long the keychain may take to answer. */
export function keychainPlace(
  config: Config,
  folder: string,
): { readonly service: string; readonly timeoutMs: number } {
  return {
    // Two kiosks with different data folders never share a key.
    service: `otp-enrolment-kiosk:${shortHash(folder)}`,
    timeoutMs: config.keychain.timeoutSeconds * 1_000,
  };
}

/** Why the last attempt to load the keychain's library failed; null: it succeeded, or there was no attempt yet. */
export function keychainFailure(): Error | null {
  return keytarFailure();
}
