import { ok, refused } from "../../../../preload/contract/result.ts";
import type { Result } from "../../../../preload/contract/result.ts";
import type { Clock } from "../../ports/clock.ts";
import type { KeysFault, KnownKey } from "../../ports/keys.ts";
import { resealSecrets, sealingKeys, takeUpKeys } from "./reseal-secrets.ts";
import type { KeyParts } from "./reseal-secrets.ts";

/** The result of a rotation. */
export interface Rotated {
  /** The key under which secrets are now sealed. */
  readonly keyId: string;
  /** Whether it continued a rotation that was cut off, and made no key. */
  readonly wentOn: boolean;
  readonly rows: number;
  /** The keys that were deleted from the keychain. */
  readonly gone: readonly string[];
}

/** Secrets that don't open under their key, which therefore stays. */
export interface Unopened {
  readonly unopened: readonly string[];
}

type RotateParts = KeyParts & { readonly clock: Clock };

/**
 * Gives the registry a new key for token secrets, beside a kiosk that serves or without one; the keys that prove
 * journal, backups and bundles stay. A rotation that was cut off is continued.
 *
 * Order of writes: ① under the registry's lock, the key in the keychain, then its choice in the registry, and the
 * journal; from then on nothing is sealed under a former key; ② each batch of rows; ③ under the lock, when no row is
 * left under a former key, the deletion of those from the keychain, and the journal. A restart after ① or ② finds more
 * than one key, and rows under each of them; the next rotation continues.
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
    // Another rotation has started after this one, and does the rest.
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
  /** Whether new secrets are sealed under it. */
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
      // Rows of v1 name no key: they are sealed under the first one.
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
