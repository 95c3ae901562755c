import { ok, refused } from "../../../../preload/contract/result.ts";
import type { Result } from "../../../../preload/contract/result.ts";
import type { JournalEvent } from "../../domain/journal-event.ts";
import type { Clock } from "../../ports/clock.ts";
import type { KeysFault, KnownKey } from "../../ports/keys.ts";
import type { Registry } from "../../ports/registry.ts";
import type { SharedRing } from "../../ports/shared-ring.ts";
import { resealSecrets, sealingKeys, takeUpKeys } from "./reseal-secrets.ts";
import type { KeyParts } from "./reseal-secrets.ts";

/** The result of a rotation. */
export interface Rotated {
  /** The key under which secrets are now sealed. */
  readonly keyId: string;
  /** Whether it continued a rotation that was cut off, and made no key. */
  readonly wentOn: boolean;
  readonly rows: number;
  /** The keys that were deleted from the ring. */
  readonly gone: readonly string[];
}

/** Secrets that don't open under their key, which therefore stays. */
export interface Unopened {
  readonly unopened: readonly string[];
}

/** Other services that serve and lack the key `keyId`; null: there is no next key yet, which they could have. */
export interface Lacking {
  readonly lacking: readonly string[];
  readonly keyId: string | null;
}

/** A registry with its keys and a clock; `shared`: each of a bank's services has the ring. */
export type RingParts = KeyParts & { readonly clock: Clock; readonly shared?: SharedRing };

/**
 * Gives the registry a new key for token secrets, beside a kiosk that serves or without one; the keys that prove
 * journal, backups and bundles stay. The new key is the one that was prepared, where there is one; a rotation that was cut
 * off is continued. Where services share the ring, each that serves must have the new key before.
 *
 * Order of writes: ① under the registry's lock, the key in the ring, then its choice in the registry, and the
 * journal; from then on nothing is sealed under a former key; ② each batch of rows; ③ under the lock, when no row is
 * left under a former key, the deletion of those from the ring, and the journal. A restart after ① or ② finds more
 * than one key, and rows under each of them; the next rotation continues.
 */
export async function rotateKeys(
  parts: RingParts,
  progress?: (rows: number) => void,
): Promise<Result<Rotated, KeysFault | Unopened | Lacking>> {
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

/** A transaction during which nobody else changes the ring. */
export function changingRing({
  registry,
  shared,
}: Pick<RingParts, "registry" | "shared">): Registry["transact"] {
  return shared?.change ?? ((work) => registry.transact(work));
}

function beginRotation(
  parts: RingParts,
): Promise<Result<Pick<Rotated, "keyId" | "wentOn">, KeysFault | Lacking>> {
  const { keys, clock, shared } = parts;
  return changingRing(parts)(async (rows) => {
    const listed = await keys.list();
    if (!listed.ok) return listed;
    const sealing = sealingKeys(listed.value);
    const current = await rows.sealingKey();
    const newest = sealing.at(-1);
    const wentOn = newest?.id === current && sealing.length > 1;
    const there = newest !== undefined && (wentOn || newest.id !== current) ? newest : null;
    const lacking = await servicesWithout(shared, there?.id ?? null);
    if (lacking.length > 0) return refused({ lacking, keyId: there?.id ?? null });
    // A ring that takes no writes could not forget the former key in the end.
    const isWritten = there === null ? ok(null) : await keys.rewrite();
    if (!isWritten.ok) return isWritten;
    const next = there === null ? await keys.add(clock()) : ok(there);
    if (!next.ok) return next;
    const keyId = next.value.id;
    if (current !== keyId) await rows.setSealingKey(keyId);
    if (!wentOn) await rows.appendJournal(rotationRow("begun", clock(), `key=${keyId}`));
    return ok({ keyId, wentOn });
  });
}

async function servicesWithout(
  shared: SharedRing | undefined,
  keyId: string | null,
): Promise<readonly string[]> {
  const holders = (await shared?.holders()) ?? [];
  return holders
    .filter(({ isOwn, isServing, keyIds }) => {
      const lacks = keyId === null || !keyIds.includes(keyId);
      return !isOwn && isServing && lacks;
    })
    .map(({ name }) => name);
}

function endRotation(
  parts: RingParts,
  keyId: string,
): Promise<Result<readonly string[], KeysFault | Unopened>> {
  const { keys, clock, shared } = parts;
  return changingRing(parts)(async (rows) => {
    // Another rotation has started after this one, and does the rest.
    if ((await rows.sealingKey()) !== keyId) return ok([]);
    const others = (await rows.sealedOtherwise(keyId, "", 100)).map(({ userId }) => userId);
    if (others.length > 0) return refused({ unopened: others });
    const listed = await keys.list();
    if (!listed.ok) return listed;
    const ids = sealingKeys(listed.value)
      .map(({ id }) => id)
      .filter((id) => id !== keyId);
    const gone = await keys.forget(ids);
    if (!gone.ok) return gone;
    await rows.appendJournal(rotationRow("done", clock(), `key=${keyId} former=${ids.join(",")}`));
    await shared?.noteChange([keyId]);
    return ok(ids);
  });
}

/** A row of the journal about the ring. */
export function rotationRow(
  outcome: "prepared" | "begun" | "done",
  at: number,
  detail: string,
): JournalEvent {
  return { at, customerId: null, action: "keys-rotate", outcome, detail };
}

/** A key with the number of secrets that are sealed under it; null: it seals none. */
export interface ListedKey extends KnownKey {
  readonly rows: number | null;
  /** New secrets are sealed under the one in use; null: it seals none. */
  readonly use: "in-use" | "next" | "former" | null;
}

/** The keys in the order of the port, at one moment. */
export function listKeys({
  registry,
  keys,
}: Pick<KeyParts, "registry" | "keys">): Promise<Result<readonly ListedKey[], KeysFault>> {
  return registry.transact(async (rows) => {
    const listed = await keys.list();
    if (!listed.ok) return listed;
    const sealing = sealingKeys(listed.value);
    const current = (await rows.sealingKey()) ?? sealing.at(-1)?.id;
    const currentAt = sealing.findIndex(({ id }) => id === current);
    const counted = rowsUnder(sealing, await rows.sealedSecrets());
    const useOf = (key: KnownKey): ListedKey["use"] => {
      const at = sealing.indexOf(key);
      if (at < 0) return null;
      if (at === currentAt) return "in-use";
      return at < currentAt ? "former" : "next";
    };
    return ok(
      listed.value.map((key) => ({
        ...key,
        rows: key.purpose === "token-secrets" ? counted(key.id) : null,
        use: useOf(key),
      })),
    );
  });
}

/** How many secrets are sealed under a key of `sealing`. */
export function rowsUnder(
  sealing: readonly KnownKey[],
  sealed: readonly { readonly keyId: string | null; readonly rows: number }[],
): (id: string) => number {
  return (id) => {
    // Rows of v1 name no key: they are sealed under the first one.
    const names = sealing[0]?.id === id ? [id, null] : [id];
    return sealed.reduce((sum, { keyId, rows }) => sum + (names.includes(keyId) ? rows : 0), 0);
  };
}
