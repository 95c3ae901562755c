import type { Result } from "../../../preload/contract/result.ts";
import type { JournalAnchorStore } from "../../core/ports/journal-anchor.ts";
import type { KeysFault, KnownKey } from "../../core/ports/keys.ts";
import type { Random } from "../../core/ports/cryptography.ts";
import { keychainAnchor } from "./keychain-anchor.ts";
import { keytarKeychain } from "./keytar-keychain.ts";
import { recoverKeys } from "./recover-keys.ts";
import type { RecoverRefusal } from "./recover-keys.ts";
import { openKeys } from "./open-keys.ts";
import type { OpenKeys } from "./open-keys.ts";

/** The items of a kiosk in the OS keychain: two, under one service. */
export interface KioskKeychain {
  readonly anchor: JournalAnchorStore;
  /** See `openKeys`; `fingerprint` is the registry's, null before it has one. */
  openKeys(fingerprint: string | null): Promise<Result<OpenKeys, KeysFault>>;
  /** See `recoverKeys`. */
  recoverKeys(
    escrow: string,
    passphrase: string,
    fingerprint: string | null,
  ): Promise<Result<readonly KnownKey[], RecoverRefusal>>;
}

/** `timeoutMs`: how long the keychain may take to answer. `now`: epoch milliseconds. */
export function kioskKeychain(options: {
  readonly service: string;
  readonly timeoutMs: number;
  readonly random: Random;
  readonly now: () => number;
}): KioskKeychain {
  const { service, timeoutMs, random, now } = options;
  const keychain = keytarKeychain(service, "master-key", timeoutMs);
  return {
    anchor: keychainAnchor(keytarKeychain(service, "journal-anchor", timeoutMs)),
    recoverKeys: (escrow, passphrase, fingerprint) =>
      recoverKeys(keychain, { escrow, passphrase, fingerprint }),
    openKeys: (fingerprint) => openKeys({ keychain, random, fingerprint, at: now() }),
  };
}
