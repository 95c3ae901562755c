import type { Result } from "../../../preload/contract/result.ts";
import type { JournalAnchorStore } from "../../ports/journal-anchor.ts";
import type { Random } from "../../ports/random.ts";
import { keychainAnchor } from "./keychain-anchor.ts";
import { keytarKeychain } from "./keytar-keychain.ts";
import { openVault } from "./open-vault.ts";
import type { OpenVault, VaultFault } from "./open-vault.ts";

/** What the OS keychain keeps for a kiosk: two items of one service. */
export interface KioskKeychain {
  readonly anchor: JournalAnchorStore;
  /** See `openVault`; `fingerprint` is the registry's, null before it has one. */
  openVault(fingerprint: string | null): Promise<Result<OpenVault, VaultFault>>;
}

/** `timeoutMs`: how long the keychain may take for an answer. */
export function kioskKeychain(options: {
  readonly service: string;
  readonly timeoutMs: number;
  readonly random: Random;
}): KioskKeychain {
  const { service, timeoutMs } = options;
  return {
    anchor: keychainAnchor(keytarKeychain(service, "journal-anchor", timeoutMs)),
    openVault: (fingerprint) => openVault({ ...options, fingerprint }),
  };
}
