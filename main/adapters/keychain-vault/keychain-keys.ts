import { ok, refused } from "../../../preload/contract/result.ts";
import type { Result } from "../../../preload/contract/result.ts";
import type { Keys, KeysFault } from "../../core/ports/keys.ts";
import type { Random } from "../../core/ports/cryptography.ts";
import {
  keyLength,
  knownKey,
  knownKeys,
  newestOf,
  ringFrom,
  ringText,
  sealingKey,
} from "./key-ring.ts";
import type { KeyRing } from "./key-ring.ts";
import type { Keychain } from "./keytar-keychain.ts";

/** Why keys can't be obtained; thrown where a key is needed in the middle of an action. */
export class KeysError extends Error {
  readonly fault: KeysFault;

  constructor(fault: KeysFault) {
    super(`The keychain can't be asked for a key: ${fault}`);
    this.fault = fault;
  }
}

/** The fault that was thrown as `error`; null: it is another kind of error. */
export function keysFaultOf(error: unknown): KeysFault | null {
  return error instanceof KeysError ? error.fault : null;
}

/** Reads the ring with the identity `identity` (null: any) from the keychain; a keychain without it has lost it. */
export async function readRing(
  keychain: Keychain,
  identity: string | null,
): Promise<Result<KeyRing, KeysFault>> {
  const stored = await keychain.read();
  if (!stored.ok) return stored;
  if (stored.value === null) return refused("keychain-key-missing");
  const ring = ringFrom(stored.value);
  if (ring?.identity !== (identity ?? ring?.identity) || ring === null) {
    return refused("keychain-key-different");
  }
  return ok(ring);
}

/** Writes the ring, and reads it back before it is trusted. */
export async function writeRing(
  keychain: Keychain,
  ring: KeyRing,
): Promise<Result<null, KeysFault>> {
  const text = ringText(ring);
  const written = await keychain.write(text);
  if (!written.ok) return written;
  const stored = await keychain.read();
  if (!stored.ok) return stored;
  return stored.value === text ? ok(null) : refused("keychain-key-different");
}

/** The keys of the ring `identity`, which is one item of the OS keychain. */
export function keychainKeys(keychain: Keychain, identity: string, random: Random): Keys {
  /** Reads the ring, changes it and writes the result; `answer` is the answer of the change. */
  const changed = async <T>(
    change: (ring: KeyRing) => { readonly next: KeyRing; readonly answer: T },
  ): Promise<Result<T, KeysFault>> => {
    const read = await readRing(keychain, identity);
    if (!read.ok) return read;
    const { next, answer } = change(read.value);
    const written = await writeRing(keychain, next);
    return written.ok ? ok(answer) : written;
  };
  return {
    async list() {
      const read = await readRing(keychain, identity);
      return read.ok ? ok(knownKeys(read.value)) : read;
    },
    add: (at) =>
      changed((ring) => {
        // A ring is merged in the order of its keys' times, so each time is later than the one before, whatever the
        // clock says.
        const since = Math.max(at, (newestOf(ring).since ?? 0) + 1);
        const key = sealingKey(random(keyLength), since);
        return { next: { ...ring, sealing: [...ring.sealing, key] }, answer: knownKey(key) };
      }),
    forget: (keyIds) =>
      changed((ring) => {
        const [first, ...others] = ring.sealing.filter(({ id }) => !keyIds.includes(id));
        if (first === undefined) throw new Error("A ring has one key at least");
        return { next: { ...ring, sealing: [first, ...others] }, answer: null };
      }),
    rewrite: () => changed((ring) => ({ next: ring, answer: null })),
  };
}
