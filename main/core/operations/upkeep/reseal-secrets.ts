import { ok, refused } from "../../../../preload/contract/result.ts";
import type { Result } from "../../../../preload/contract/result.ts";
import type { Keys, KeysFault, KnownKey } from "../../ports/keys.ts";
import type { Registry, RegistryRows } from "../../ports/registry.ts";
import type { Vault } from "../../ports/vault.ts";
import { orBroken } from "./or-broken.ts";

/** Rows for each transaction: some milliseconds, for which a customer's request may have to wait. */
const batch = 100;

/** The result of sealing secrets again. */
export interface Resealed {
  readonly rows: number;
  /** User IDs of tokens whose secret doesn't open or whose record is broken, and which stay unchanged. */
  readonly broken: readonly string[];
}

/**
 * Seals every secret of another key under `keyId`, which the registry has chosen, beside a kiosk that serves;
 * `progress` gets the number of examined secrets. Order of writes: a transaction for each batch, so that after a kill
 * each secret is sealed under either key; a second run does the rest.
 */
export async function resealSecrets(
  { registry, vault }: { readonly registry: Registry; readonly vault: Vault },
  keyId: string,
  progress: (rows: number) => void = () => undefined,
): Promise<Resealed> {
  const broken: string[] = [];
  let after = "";
  let count = 0;
  for (;;) {
    const tokens = await registry.transact(async (rows) => {
      // Another key was chosen meanwhile, by a process that seals the rest under that key.
      if ((await rows.sealingKey()) !== keyId) return [];
      const found = await rows.sealedOtherwise(keyId, after, batch);
      for (const { userId } of found) {
        const resealed = await orBroken(resealToken(rows, vault, userId, keyId));
        if (resealed === "broken") broken.push(userId);
      }
      return found;
    });
    const last = tokens.at(-1);
    if (last === undefined) return { rows: count - broken.length, broken };
    count += tokens.length;
    after = last.userId;
    progress(count);
  }
}

/** Of tokens that were found without a lock, another request may have changed or released one by now. */
async function resealToken(
  rows: RegistryRows,
  vault: Vault,
  userId: string,
  keyId: string,
): Promise<"broken" | "done"> {
  const token = await rows.tokenByUserId(userId);
  if (!token?.sealedSecret) return "done";
  const sealedSecret = await vault.reseal(token, token.sealedSecret, keyId);
  if (sealedSecret === null) return "broken";
  await rows.updateToken({ ...token, sealedSecret });
  return "done";
}

/**
 * Adds MACs to records that are older than MACs, in a registry that accepts such records; records with a MAC stay
 * unchanged. Order of writes: a transaction for each batch; a second run does the rest.
 */
async function sealRecords(registry: Registry): Promise<void> {
  for (let after: string | null = ""; after !== null;) {
    const from: string = after;
    after = await registry.transact((rows) => rows.sealRecords(from, batch));
  }
}

/** The registry with its keys. */
export interface KeyParts {
  readonly registry: Registry;
  /** Opens secrets of v1 where `opensFormer`. */
  readonly vault: Vault;
  readonly keys: Keys;
  /** The facts of the keys from an earlier reading. */
  readonly known: readonly KnownKey[];
  readonly opensFormer: boolean;
}

/**
 * Makes a registry that has chosen no key yet use the newest one, as at each start; refused where the ring lacks the key
 * that the registry has chosen before, as an older copy of the ring does. A newer key may be prepared, or be that of a
 * rotation that was cut off: the next rotation takes it. Where the ring is of a former form, records without a MAC
 * get one, and secrets of v1, which are bound to their user ID alone, become secrets of the present form; neither is
 * accepted afterwards. Answers the key.
 *
 * Order of writes: ① the key is chosen; ② records and then secrets of v1 are sealed again; ③ the keychain no longer
 * allows v1. A restart after ① or ② finds some of v1 left, or none, and continues.
 */
export async function takeUpKeys(parts: KeyParts): Promise<Result<string, KeysFault>> {
  const { registry, keys } = parts;
  const chosen = await registry.transact(async (rows) => {
    const current = await rows.sealingKey();
    let sealing = sealingKeys(parts.known);
    const knows = () => current === null || sealing.some(({ id }) => id === current);
    if (!knows()) {
      // A rotation may have happened between the two readings; during this transaction, none can.
      const listed = await keys.list();
      if (!listed.ok) return listed;
      sealing = sealingKeys(listed.value);
      if (!knows()) return refused("keychain-key-missing");
    }
    if (current !== null) return ok(current);
    const newest = sealing.at(-1);
    if (newest === undefined) return refused("keychain-key-missing");
    await rows.setSealingKey(newest.id);
    return ok(newest.id);
  });
  if (!chosen.ok || !parts.opensFormer) return chosen;
  await sealRecords(registry);
  await resealSecrets(parts, chosen.value);
  const closed = await keys.rewrite();
  return closed.ok ? chosen : closed;
}

/**
 * Seals a backup's secrets under the newest of the keys, whatever key or form they had; refused where a key is missing.
 * Order of writes: as in `resealSecrets`; a backup that was cut off is copied again.
 */
export async function takeInBackup({
  registry,
  vault,
  known,
  fingerprint,
}: Pick<KeyParts, "registry" | "vault" | "known"> & {
  readonly fingerprint: string;
}): Promise<Result<null, "backup-key-gone">> {
  const sealing = sealingKeys(known).map(({ id }) => id);
  const sealed = await registry.transact((rows) => rows.sealedSecrets());
  // Secrets of v1 name no key: they are sealed under the ring's first key, by which the ring is identified.
  const needed = sealed.map(({ keyId }) => keyId ?? fingerprint.slice(0, 16));
  const newest = sealing.at(-1);
  if (newest === undefined || needed.some((id) => !sealing.includes(id))) {
    return refused("backup-key-gone");
  }
  await registry.transact((rows) => rows.setSealingKey(newest));
  await sealRecords(registry);
  await resealSecrets({ registry, vault }, newest);
  return ok(null);
}

/** The keys under which secrets are sealed, in the order of the port. */
export function sealingKeys(known: readonly KnownKey[]): readonly KnownKey[] {
  return known.filter(({ purpose }) => purpose === "token-secrets");
}
