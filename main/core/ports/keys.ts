import type { Fault } from "../../../preload/contract/answers.ts";
import type { Result } from "../../../preload/contract/result.ts";

/** Why the home of the keys can't be asked, or isn't the registry's. */
export type KeysFault = Extract<Fault, `keychain-${string}`>;

/** What may be told of a key: never the key. */
export interface KnownKey {
  /** 16 hex digits. */
  readonly id: string;
  /** When it was made, epoch milliseconds; null: before that was kept. */
  readonly since: number | null;
  readonly purpose: "token-secrets" | "journal" | "backups" | "bundles";
}

/**
 * The keys of one registry at their home. A process that changes them holds the registry's lock meanwhile: of two who did so at
 * once, one would write over the other's key. A change is read back before it is answered.
 */
export interface Keys {
  /** Those of token secrets first, oldest first: the last of them is the newest. */
  list(): Promise<Result<readonly KnownKey[], KeysFault>>;
  /** Makes a further key for token secrets. `at`: now, epoch milliseconds. */
  add(at: number): Promise<Result<KnownKey, KeysFault>>;
  /** Forgets the keys of token secrets but `keyId`; answers those that were forgotten. */
  keepOnly(keyId: string): Promise<Result<readonly KnownKey[], KeysFault>>;
  /** From now on secrets of v1, which are bound to less, are opened no more. */
  closeFormerForm(): Promise<Result<null, KeysFault>>;
}
