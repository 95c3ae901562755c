import { ok, refused } from "../../../../preload/contract/result.ts";
import type { Result } from "../../../../preload/contract/result.ts";
import type { Clock } from "../../ports/clock.ts";
import type { KeysFault, KnownKey } from "../../ports/keys.ts";
import { resealSecrets, sealingKeys, takeUpKeys } from "./reseal-secrets.ts";
import type { KeyParts } from "./reseal-secrets.ts";

/** What a rotation came to. */
export interface Rotated {
  /** The key under which secrets are sealed now. */
  readonly keyId: string;
  /** Whether it went on with one that was cut off, and made no key of its own. */
  readonly wentOn: boolean;
  readonly rows: number;
  /** The keys that are gone from the keychain. */
  readonly gone: readonly string[];
}

/** Secrets that don't open under their key, which therefore stays. */
export interface Unopened {
  readonly unopened: readonly string[];
}

type RotateParts = KeyParts & { readonly clock: Clock };

/**
 * Gives the registry a new key for token secrets, beside a kiosk that serves or without one; the keys by which journal,
 * backups and bundles are proven stay. A rotation that was cut off is gone on with.
 *
 * Order of writes: ① under the registry's lock, the key in the keychain, then that the registry takes it, and the journal;
 * from there on nothing is sealed under a former one; ② each batch of rows; ③ under the lock, with no row left under a
 * former key, that the keychain forgets those, and the journal. A restart finds after ① or ② more than one key, and rows
 * that each one of them opens; the next rotation goes on.
 */
export async function rotateKeys(
  parts: RotateParts,
  progress?: (rows: number) => void,
): Promise<Result<Rotated, KeysFault | Unopened>> {
  const taken = await takeUpKeys(parts);
  if (!taken.ok) return taken;
  const begun = await beginRotation(parts);
  if (!begun.ok) return begun;
  const { keyId, wentOn } = begun.value;
  const { rows, broken } = await resealSecrets(parts, keyId, progress);
  if (broken.length > 0) return refused({ unopened: broken });
  const gone = await endRotation(parts, keyId);
  return gone.ok ? ok({ keyId, wentOn, rows, gone: gone.value }) : gone;
}

function beginRotation({
  registry,
  keys,
  clock,
}: RotateParts): Promise<Result<Pick<Rotated, "keyId" | "wentOn">, KeysFault>> {
  return registry.transact(async (rows) => {
    const listed = await keys.list();
    if (!listed.ok) return listed;
    const sealing = sealingKeys(listed.value);
    const wentOn = sealing.length > 1;
    const newest = wentOn ? ok(sealing.at(-1)) : await keys.add(clock());
    if (!newest.ok) return newest;
    const keyId = newest.value?.id ?? "";
    if ((await rows.sealingKey()) !== keyId) await rows.setSealingKey(keyId);
    if (!wentOn) await rows.appendJournal(rowOf("begun", clock(), `key=${keyId}`));
    return ok({ keyId, wentOn });
  });
}

function endRotation(
  { registry, keys, clock }: RotateParts,
  keyId: string,
): Promise<Result<readonly string[], KeysFault | Unopened>> {
  return registry.transact(async (rows) => {
    // Another rotation has come after this one, and ends what is left of it.
    if ((await rows.sealingKey()) !== keyId) return ok([]);
    const others = (await rows.sealedOtherwise(keyId, "", 100)).map(({ userId }) => userId);
    if (others.length > 0) return refused({ unopened: others });
    const gone = await keys.keepOnly(keyId);
    if (!gone.ok) return gone;
    const ids = gone.value.map(({ id }) => id);
    await rows.appendJournal(rowOf("done", clock(), `key=${keyId} former=${ids.join(",")}`));
    return ok(ids);
  });
}

function rowOf(outcome: "begun" | "done", at: number, detail: string) {
  return { at, customerId: null, action: "keys-rotate", outcome, detail } as const;
}

/** A key with the number of secrets that are sealed under it; null: it seals none. */
export interface ListedKey extends KnownKey {
  readonly rows: number | null;
  /** Whether secrets are sealed under it from now on. */
  readonly isNewest: boolean;
}

/** The keys in the order of the port, at one moment. */
export function listKeys({
  registry,
  keys,
}: Pick<KeyParts, "registry" | "keys">): Promise<Result<readonly ListedKey[], KeysFault>> {
  return registry.transact(async (rows) => {
    const listed = await keys.list();
    if (!listed.ok) return listed;
    const sealed = await rows.sealedSecrets();
    const sealing = sealingKeys(listed.value);
    const counted = (id: string) => {
      // Rows of v1 name no key: they are the first one's.
      const names = sealing[0]?.id === id ? [id, null] : [id];
      return sealed.reduce((sum, { keyId, rows }) => sum + (names.includes(keyId) ? rows : 0), 0);
    };
    return ok(
      listed.value.map((key) => ({
        ...key,
        rows: key.purpose === "token-secrets" ? counted(key.id) : null,
        isNewest: key === sealing.at(-1),
      })),
    );
  });
}
