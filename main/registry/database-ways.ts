import type { JournalHead, Mac } from "../core/domain/journal-chain.ts";
import type { UserIdRange } from "../core/domain/user-id.ts";
import type { JournalEnd } from "../core/ports/journal-reader.ts";

/** What a transaction does differently on each database; everything else is the same SQL. */
export interface DatabaseWays {
  readonly locks: RowLocks;
  readonly chain: JournalChain;
  readonly userIds: UserIds;
  /**
   * The key under which secrets are sealed, which no other transaction changes before this one ends: a rotation would
   * delete the key of a secret that is still to be committed. `fact`: it among the facts, as they were read.
   */
  sealingKey(fact: () => Promise<string | null>): Promise<string | null>;
}

/**
 * Locks that a transaction takes before it reads what it will change, so that no other one changes it in between. Where
 * transactions exclude one another anyway, they do nothing. Order: customer, then staff, then strangers.
 */
export interface RowLocks {
  customerById(id: string): Promise<void>;
  customerByLoginId(loginId: string): Promise<void>;
  staff(id: string): Promise<void>;
  /** `subject`: the MAC of a typed ID that is unknown. */
  stranger(subject: string): Promise<void>;
}

/** The chain of the journal to which this transaction appends. */
export interface JournalChain {
  /** "": the only chain of its registry. */
  readonly writer: string;
  end(): Promise<JournalEnd>;
  write(head: JournalHead): Promise<void>;
}

/** The counter of user IDs. */
export interface UserIds {
  /** null: none was issued yet. */
  greatest(): Promise<string | null>;
  /** Records that IDs up to this one were issued. */
  record(userId: string): Promise<void>;
  /** One that nobody else gets, recorded as issued; null: the range has none left. */
  take(range: UserIdRange): Promise<string | null>;
}

/**
 * The MAC of a chain: each chain's rows and head carry MACs of their own, so that none of them passes for one of another
 * chain.
 */
export function macOfChain(mac: Mac, writer: string): Mac {
  return writer === "" ? mac : (text) => mac(`${JSON.stringify(["chain", writer])}${text}`);
}
