import { ok, refused } from "../../../../preload/contract/result.ts";
import type { Result } from "../../../../preload/contract/result.ts";
import type { Keys, KeysFault, KnownKey } from "../../ports/keys.ts";
import type { Registry } from "../../ports/registry.ts";
import type { Vault } from "../../ports/vault.ts";
import { orBroken } from "./or-broken.ts";

/** Rows a transaction: some milliseconds, in which a customer's press waits. */
const batch = 100;

/** What became of secrets that were sealed again. */
export interface Resealed {
  readonly rows: number;
  /** User IDs of those that don't open, or whose record is broken, and that stay as they are. */
  readonly broken: readonly string[];
}

/**
 * Seals under `keyId`, which the registry has taken, every secret that isn't, beside a kiosk that serves; `progress` is told
 * how many it has looked at. Order of writes: a transaction for each batch,
 * so that at a kill each secret is sealed under the one key or the other; a second run does the rest.
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
      // Another key was chosen meanwhile, by the process that seals the rest under that one.
      if ((await rows.sealingKey()) !== keyId) return [];
      const found = await rows.sealedOtherwise(keyId, after, batch);
      for (const token of found) {
        const sealedSecret =
          token.sealedSecret && (await vault.reseal(token, token.sealedSecret, keyId));
        const written = sealedSecret
          ? await orBroken(rows.updateToken({ ...token, sealedSecret }))
          : "broken";
        if (written === "broken") broken.push(token.userId);
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

/**
 * Gives records of before there was a MAC theirs, in a registry that takes such records; those that have one stay as they
 * are. Order of writes: a transaction for each batch; a second run does the rest.
 */
async function sealRecords(registry: Registry): Promise<void> {
  for (let after: string | null = ""; after !== null;) {
    const from: string = after;
    after = await registry.transact((rows) => rows.sealRecords(from, batch));
  }
}

/** The registry with the keys that belong to it. */
export interface KeyParts {
  readonly registry: Registry;
  /** Opens secrets of v1 where `opensFormer`. */
  readonly vault: Vault;
  readonly keys: Keys;
  /** As they were read before. */
  readonly known: readonly KnownKey[];
  readonly opensFormer: boolean;
}

/**
 * Has the registry take its newest key, as at each start; refused where the keychain lacks the one that it has taken
 * before, as an older copy of the keychain does. Where the ring is of a former form, records without a MAC get theirs, and
 * secrets of v1, which are bound to their user ID alone, become secrets of today; neither is taken afterwards. Answers the key.
 *
 * Order of writes: ① the key is chosen; ② records and then secrets of v1 are sealed again; ③ the keychain has no more of
 * v1. A restart finds after ① or ②: some of v1 left, or none, and goes on.
 */
export async function takeUpKeys(parts: KeyParts): Promise<Result<string, KeysFault>> {
  const { registry, keys } = parts;
  const chosen = await registry.transact(async (rows) => {
    const current = await rows.sealingKey();
    let sealing = sealingKeys(parts.known);
    const knows = () => current === null || sealing.some(({ id }) => id === current);
    if (!knows()) {
      // A rotation may have come between the two looks; while this transaction lasts, none can.
      const listed = await keys.list();
      if (!listed.ok) return listed;
      sealing = sealingKeys(listed.value);
      if (!knows()) return refused("keychain-key-missing");
    }
    const newest = sealing.at(-1);
    if (newest === undefined) return refused("keychain-key-missing");
    if (newest.id !== current) await rows.setSealingKey(newest.id);
    return ok(newest.id);
  });
  if (!chosen.ok || !parts.opensFormer) return chosen;
  await sealRecords(registry);
  await resealSecrets(parts, chosen.value);
  const closed = await keys.closeFormerForm();
  return closed.ok ? chosen : closed;
}

/**
 * Brings a backup's secrets under the newest of the keys, whatever key or form they had; refused where one's key is gone.
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
  // Those of v1 name no key: it was the ring's first, by which the ring is known.
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

/** Those under which secrets are sealed, in the order of the port. */
export function sealingKeys(known: readonly KnownKey[]): readonly KnownKey[] {
  return known.filter(({ purpose }) => purpose === "token-secrets");
}
