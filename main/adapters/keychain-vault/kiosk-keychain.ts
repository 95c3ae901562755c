import type { Result } from "../../../preload/contract/result.ts";
import type { JournalAnchorStore } from "../../ports/journal-anchor.ts";
import type { KeysFault } from "../../ports/keys.ts";
import type { Random } from "../../ports/random.ts";
import { keychainAnchor } from "./keychain-anchor.ts";
import { keytarKeychain } from "./keytar-keychain.ts";
import { openKeys } from "./open-keys.ts";
import type { OpenKeys } from "./open-keys.ts";

/** What the OS keychain keeps for a kiosk: two items of one service. */
export interface KioskKeychain {
  readonly anchor: JournalAnchorStore;
  /** See `openKeys`; `fingerprint` is the registry's, null before it has one. */
  openKeys(fingerprint: string | null): Promise<Result<OpenKeys, KeysFault>>;
}

/** `timeoutMs`: how long the keychain may take for an answer. `now`: epoch milliseconds. */
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
    openKeys: (fingerprint) => openKeys({ keychain, random, fingerprint, at: now() }),
  };
}
