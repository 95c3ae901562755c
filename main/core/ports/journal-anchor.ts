import type { Fault } from "../../../preload/contract/answers.ts";
import type { Result } from "../../../preload/contract/result.ts";
import type { JournalAnchor } from "../domain/journal-chain.ts";

type Unreachable = Exclude<
  Extract<Fault, `keychain-${string}`>,
  "keychain-key-missing" | "keychain-key-different"
>;

/**
 * The kiosk's record of the journal's end, outside the registry. It may lag behind the journal, but never runs ahead of
 * the rows that are durable there: a registry without that row is older than the kiosk remembers.
 */
export interface JournalAnchorStore {
  /** null: there is no anchor yet. */
  read(): Promise<Result<JournalAnchor | null, Unreachable>>;
  write(anchor: JournalAnchor): Promise<Result<null, Unreachable>>;
}
