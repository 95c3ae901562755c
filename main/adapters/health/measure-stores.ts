import { join } from "node:path";
import type { Measurements } from "../../core/domain/health.ts";
import { userIdsLeft } from "../../core/domain/user-id.ts";
import type { UserIdRange } from "../../core/domain/user-id.ts";
import type { Random } from "../../core/ports/random.ts";
import type { Proofs } from "../../core/ports/vault.ts";
import { keychainAnchor } from "../keychain-vault/keychain-anchor.ts";
import { keyringForm } from "../keychain-vault/keyring-file.ts";
import { keytarKeychain } from "../keychain-vault/keytar-keychain.ts";
import { openKeys } from "../keychain-vault/open-keys.ts";
import { examineRegistry, registrySize, schemaVersion } from "../../registry/sqlite/examine.ts";
import type { ExaminedRegistry } from "../../registry/sqlite/examine.ts";

/** Where registry and key of a kiosk are. */
export interface MeasuredStores {
  /** Real path of the data folder. */
  readonly folder: string;
  readonly keychain: { readonly service: string; readonly timeoutMs: number };
  readonly random: Random;
  readonly userIds: UserIdRange;
}

interface Found extends Pick<Measurements, "keychain" | "registry"> {
  /** The caller closes it. null: it can't be read. */
  readonly opened: ExaminedRegistry | null;
  /** null: the registry's key isn't there. */
  readonly proofs: Proofs | null;
}

/**
 * Looks at what the keychain remembers of the registry, at the registry, and at the keychain's key, in this order:
 * what is remembered never runs ahead, and the registry tells which key there must be.
 */
export async function measureStores(stores: MeasuredStores): Promise<Found> {
  const path = join(stores.folder, "registry.sqlite");
  const { service, timeoutMs } = stores.keychain;
  const anchor = keychainAnchor(keytarKeychain(service, "journal-anchor", timeoutMs));
  const remembered = await anchor.read();
  let begun = performance.now();
  const examined = await examineRegistry(path, remembered.ok ? remembered.value : null);
  const registry = {
    state: examined.ok ? ("well" as const) : examined.refusal,
    version: examined.ok ? schemaVersion : null,
    bytes: registrySize(path),
    ...(examined.ok && { userIdsLeft: leftOf(examined.value, stores.userIds) }),
    milliseconds: since(begun),
  };
  const opened = examined.ok ? examined.value : null;
  begun = performance.now();
  const { state, proofs } = await keyOf(stores, opened?.fingerprint ?? null);
  return { registry, opened, keychain: { state, milliseconds: since(begun) }, proofs };
}

function leftOf({ greatestUserId }: ExaminedRegistry, range: UserIdRange): number | null {
  return range.lastUserId === null ? null : userIdsLeft(greatestUserId, range);
}

async function keyOf(
  { keychain: { service, timeoutMs }, random }: MeasuredStores,
  fingerprint: string | null,
): Promise<{ state: Measurements["keychain"]["state"]; proofs: Proofs | null }> {
  const keychain = keytarKeychain(service, "master-key", timeoutMs);
  if (fingerprint === null) {
    // openKeys would make a key where there is none.
    const kept = await keychain.read();
    if (!kept.ok) return { state: kept.refusal, proofs: null };
    return { state: kept.value === null ? "no-key-yet" : "key-unproven", proofs: null };
  }
  const opened = await openKeys({ keychain, fingerprint, random, at: 0 });
  if (!opened.ok) return { state: opened.refusal, proofs: null };
  const isPlain = (await keyringForm(timeoutMs)) === "plain";
  return { state: isPlain ? "no-password" : "well", proofs: opened.value.proofs };
}

function since(begun: number): number {
  return Math.round(performance.now() - begun);
}
