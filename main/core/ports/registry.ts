import type { SecretKind } from "../../../preload/contract/answers.ts";
import type { Customer } from "../domain/customer.ts";
import type {
  JournalEntry,
  JournalHead,
  JournalRow,
  JournalSeal,
} from "../domain/journal-chain.ts";
import type { FoundRow, JournalFilter } from "../domain/journal-search.ts";
import type { JournalEvent } from "../domain/journal-event.ts";
import type { ServerTrouble } from "../domain/mail-schedule.ts";
import type { KeptMail, OutgoingMail } from "../domain/outgoing-mail.ts";
import type { Sweep } from "../domain/retention.ts";
import type { StaffMember } from "../domain/staff.ts";
import type { Token } from "../domain/token.ts";

/** Customers, tokens, counters, outbox and journal: one durable store, changed only inside a transaction. */
export interface Registry {
  /**
   * Runs `work` alone; what it wrote is durable when the promise resolves, and gone when it throws. Rejects with
   * `RegistryBusy` where other processes keep it waiting for too long, and with `BrokenRecord` where it reads or changes
   * a customer or member of the staff whose rows somebody else has changed.
   */
  transact<T>(work: (rows: RegistryRows) => Promise<T>): Promise<T>;
  /** Runs `work` on the rows of one moment without keeping anybody from writing; it rejects as `transact` does. */
  read<T>(work: (rows: RegistryReads) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/** A registry as it is opened. The key that seals its journal comes later: the registry itself tells which one it is. */
export interface OpenedRegistry extends Registry, JournalReader, CustomerReader {
  /**
   * From now on journal rows are chained and records sealed under `seal`, and records are checked when they are read; until
   * then none can be written. Seals the head of an empty journal.
   */
  sealJournal(seal: JournalSeal): Promise<void>;
}

/** Reads the journal as others go on writing it. */
export interface JournalReader {
  /**
   * The newest `limit` rows that `filter` lets through, by time and then by number. `before`: of those that stand
   * behind the row of this number in that order; null: of all.
   */
  findJournal(
    filter: JournalFilter,
    before: number | null,
    limit: number,
  ): Promise<readonly FoundRow[]>;
  /** What the journal tells of the time, at one moment. */
  clockEvidence(): Promise<ClockEvidence>;
  /** The head and the greatest row number (0: none) at one moment. */
  journalEnd(): Promise<JournalEnd>;
  /**
   * The numbers of the first and the last row whose time is from `from` on and before `to` (null: any) and whose
   * number is `last` at most; null: there is none.
   */
  journalSpan(
    from: number | null,
    to: number | null,
    last: number,
  ): Promise<{ readonly first: number; readonly last: number } | null>;
  /** The first `limit` rows with a number above `after` (null: from the first), up to `last`, in order. */
  journalRows(after: number | null, last: number, limit: number): Promise<readonly JournalRow[]>;
}

/** Reads customers as others go on writing them. */
export interface CustomerReader {
  /** The first `limit` customers with an id after `after` (null: from the first), in the order of their ids; each at one moment. */
  listCustomers(after: string | null, limit: number): Promise<readonly ListedCustomer[]>;
}

/** What may be told of a customer and their current token: no hash, no mail address. */
export interface ListedCustomer extends Pick<
  Customer,
  "id" | "loginId" | "name" | "kana" | "transferLimitYen" | "status"
> {
  /** null: 未発行. */
  readonly token: Pick<Token, "userId" | "state" | "issuedAt" | "startedAt" | "releasedAt"> | null;
}

/** The branch's people. */
export interface StaffRows {
  staffById(id: string): Promise<StaffMember | null>;
  /** In the order of their ids. */
  allStaff(): Promise<readonly StaffMember[]>;
  insertStaff(member: StaffMember): Promise<void>;
  updateStaff(member: StaffMember): Promise<void>;
  removeStaff(id: string): Promise<void>;
}

/** Mails that wait, and what became of the others. */
export interface OutboxRows {
  enqueueMail(mail: OutgoingMail): Promise<void>;
  /** Unsent mails, oldest first. */
  unsentMails(): Promise<readonly KeptMail[]>;
  mailById(id: string): Promise<KeptMail | null>;
  /** All mails, newest first; `limit` at most. `open`: without those that were sent or cancelled. */
  listMails(which: "open" | "all", limit: number): Promise<readonly KeptMail[]>;
  /** The customer's newest mails about any of their tokens, newest first; `limit` at most. */
  mailsOf(customerId: string, limit: number): Promise<readonly KeptMail[]>;
  /** Writes what became of `mail`; the mail itself stays as it was made. */
  updateMail(mail: KeptMail): Promise<void>;
  /** What keeps all mails from going out; null: nothing, as far as is known. */
  serverTrouble(): Promise<ServerTrouble | null>;
  setServerTrouble(trouble: ServerTrouble | null): Promise<void>;
}

/** Mail addresses whose time is over, and the sweeps that look for them. Times are epoch milliseconds. */
export interface RetentionRows {
  /**
   * Takes the address off the mails that were closed before `closedBefore`, `limit` at most, those first that were closed
   * first; answers of how many. A mail that waits keeps its address.
   */
  eraseRecipients(closedBefore: number, limit: number): Promise<number>;
  /**
   * The user IDs of tokens, `limit` at most, that still have an address and were released before `endedBefore`, or
   * replaced by one that was issued before it; where that one isn't known, that were issued before it themselves.
   */
  endedWithAddress(endedBefore: number, limit: number): Promise<readonly string[]>;
  /** null: there was none yet. */
  lastSweep(): Promise<Sweep | null>;
  setLastSweep(sweep: Sweep): Promise<void>;
}

/** What a clock is judged by. Times are epoch milliseconds. */
export interface ClockEvidence {
  /**
   * The greatest time of all rows since somebody last confirmed the clock; null: there are none. Faults,
   * mails and sign-outs don't count: the kiosk writes them while its clock is wrong, too.
   */
  readonly newestAt: number | null;
  /** The number of the row by which the clock was last confirmed; 0: never. */
  readonly confirmedBy: number;
}

export interface JournalEnd {
  readonly head: JournalHead | null;
  readonly lastNumber: number;
}

/** What the registry knows of the keys under which its secrets are sealed. */
export interface SealingRows {
  /** By which it knows its ring of keys: hex SHA-256 of the first one; null before that was made. */
  masterKeyFingerprint(): Promise<string | null>;
  recordMasterKey(fingerprint: string): Promise<void>;
  /** A random name that it got when it was made, and keeps in its backups. */
  registryId(): Promise<string>;
  /** The key under which secrets are sealed from now on; null: none was chosen yet. */
  sealingKey(): Promise<string | null>;
  setSealingKey(keyId: string): Promise<void>;
  /** How many secrets are sealed under each key that any is sealed under; null: in a form without a key's id. */
  sealedSecrets(): Promise<readonly { readonly keyId: string | null; readonly rows: number }[]>;
  /**
   * Seals records of before there was a MAC: the staff's, and of the customers the next `limit` after the id `after`. Answers
   * the last one's id; null: there is none.
   */
  sealRecords(after: string, limit: number): Promise<string | null>;
  /** The first `limit` tokens whose user ID comes after `after`, and whose secret isn't sealed under `keyId`. */
  sealedOtherwise(keyId: string, after: string, limit: number): Promise<readonly Token[]>;
}

/** What a repaired record has: a hash for both passwords, the bound of its limit, and when that was. */
export interface RepairedRecord {
  /** Epoch milliseconds. */
  readonly at: number;
  readonly passwordHash: string;
  readonly limitCeilingYen: number;
}

export interface RegistryRows extends StaffRows, OutboxRows, RetentionRows, SealingRows {
  customerByLoginId(loginId: string): Promise<Customer | null>;
  customerById(id: string): Promise<Customer | null>;
  insertCustomer(customer: Customer): Promise<void>;
  updateCustomer(customer: Customer): Promise<void>;
  /** Replaces a broken record, of which nothing may be trusted but whose it is, by a stopped account without a live token; false: there is no such customer. */
  repairRecord(customerId: string, repaired: RepairedRecord): Promise<boolean>;
  /** KiB × passes of the costliest hash of a login password that an import ever brought; 0: none did. */
  slowestHash(): Promise<number>;
  /** Says that an import brings a hash that costs so much. */
  noteHashWork(work: number): Promise<void>;
  /** By the whole login ID or user ID, or the beginning of the name or its kana, however it is written; `limit` at most. */
  findCustomers(searched: string, limit: number): Promise<readonly Customer[]>;
  /** `ceilingYen`: up to which imports may raise the limit from now on. */
  setTransferLimit(customerId: string, yen: number, ceilingYen: number): Promise<void>;

  /** The customer's token that is not `replaced`, or the newest released one; null when 未発行. */
  currentToken(customerId: string): Promise<Token | null>;
  tokenByUserId(userId: string): Promise<Token | null>;
  /** The id of the customer whose token it is, for callers that need to know no more: no record is looked at. */
  customerOfToken(userId: string): Promise<string | null>;
  /** The greatest user ID ever given, null when none was. */
  greatestUserId(): Promise<string | null>;
  /** Says that user IDs up to this one were given, also where no token tells of it. */
  recordGreatestUserId(userId: string): Promise<void>;
  insertToken(token: Token): Promise<void>;
  updateToken(token: Token): Promise<void>;

  /**
   * Failures in a row; 0 where none is counted. `subject`: the login ID or staff id (of a `pin`) as typed, so that
   * what is nobody's counts alike. It may be a secret in the wrong field: what it was can't be read back, and only so
   * many are remembered, the newest. A customer or member who gets that ID begins at 0. Of a token the customer's newest is
   * meant, and counts end with it.
   */
  failures(subject: string, kind: SecretKind): Promise<number>;
  setFailures(subject: string, kind: SecretKind, count: number): Promise<void>;

  /** Appends the event, the customer's user ID and the kiosk's name as the next row of the chain. */
  appendJournal(event: JournalEvent): Promise<void>;
  /** The newest rows about the customer, without staff's looks at them, newest first; `limit` at most. */
  journalOf(customerId: string, limit: number): Promise<readonly JournalEntry[]>;
}

/** The rows for work that changes nothing. */
export type RegistryReads = Pick<
  RegistryRows,
  | "customerById"
  | "customerByLoginId"
  | "currentToken"
  | "tokenByUserId"
  | "customerOfToken"
  | "findCustomers"
  | "greatestUserId"
  | "slowestHash"
  | "failures"
  | "staffById"
  | "allStaff"
  | "unsentMails"
  | "mailById"
  | "listMails"
  | "mailsOf"
  | "serverTrouble"
  | "lastSweep"
  | "masterKeyFingerprint"
  | "registryId"
  | "sealingKey"
  | "sealedSecrets"
>;
