import type { Registry } from "./registry.ts";

/** What one of a bank's services has said of its ring. */
export interface RingHolder {
  readonly name: string;
  /** The keys of token secrets, oldest first. */
  readonly keyIds: readonly string[];
  /** Epoch milliseconds. */
  readonly seenAt: number;
  /** Whether it is this service. */
  readonly isOwn: boolean;
  /** Whether it may be serving: it was seen within the last minutes, and hasn't ended in order since. */
  readonly isServing: boolean;
}

/** A ring of which each of a bank's services has a copy of its own. No key is in it, only what each of them has. */
export interface SharedRing {
  /** A transaction during which no other service changes its ring, begins to serve, or looks at who has what. */
  readonly change: Registry["transact"];
  holders(): Promise<readonly RingHolder[]>;
  /** Says what this service's ring has by now, where the service serves. */
  noteChange(keyIds: readonly string[]): Promise<void>;
}
