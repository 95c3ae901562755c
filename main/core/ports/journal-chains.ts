import type { Mac } from "../domain/journal-chain.ts";
import type { Witness } from "../domain/witness.ts";
import type { JournalReader } from "./journal-reader.ts";

/** The chains of a journal that several processes write. */
export interface JournalChains {
  /** Also those whose head or whose rows are gone. */
  names(): Promise<readonly string[]>;
  journalOf(chain: string): Pick<JournalReader, "journalEnd" | "journalSpan" | "journalRows">;
  /** The MAC of a chain's rows and head. */
  macOf(chain: string): Mac;
  /**
   * What was witnessed from `from` on and before `to` (epoch milliseconds; null: any), in its order; null: one of them is
   * not the holder's of the journal's key.
   */
  witnesses(from: number | null, to: number | null): Promise<readonly Witness[] | null>;
}
