import type { Fault } from "../../../preload/contract/answers.ts";
import type { Result } from "../../../preload/contract/result.ts";

/** Why the key store can't be read or written, or isn't the registry's. */
export type KeysFault = Extract<Fault, `keychain-${string}`>;

/** The facts of a key that may be shown: never the key. */
export interface KnownKey {
  /** 16 hex digits. */
  readonly id: string;
  /** When it was made, epoch milliseconds; null: the key is older than the record of this time. */
  readonly since: number | null;
  readonly purpose: "token-secrets" | "journal" | "backups" | "bundles";
}

/**
 * The keys of one registry in their store. A process that changes them holds the registry's lock meanwhile: of two
 * processes that did so at once, one would overwrite the other's key. A change is read back before it is answered.
 */
export interface Keys {
  /** The keys of token secrets first, oldest first, so that the last of them is the newest. */
  list(): Promise<Result<readonly KnownKey[], KeysFault>>;
  /** Makes a further key for token secrets. `at`: now, epoch milliseconds. */
  add(at: number): Promise<Result<KnownKey, KeysFault>>;
  /** Deletes keys of token secrets, of which one at least must stay. */
  forget(keyIds: readonly string[]): Promise<Result<null, KeysFault>>;
  /**
   * Writes the ring as it is, in its present form: from then on secrets of v1, which are bound to less, are not opened any
   * more. A store that takes no writes says so.
   */
  rewrite(): Promise<Result<null, KeysFault>>;
}
