import type { SecretKind } from "../../../preload/contract/answers.ts";
import type { Customer } from "../domain/customer.ts";
import type { JournalEntry, JournalSeal } from "../domain/journal-chain.ts";
import type { JournalEvent } from "../domain/journal-event.ts";
import type { ServerTrouble } from "../domain/mail-schedule.ts";
import type { OutboxMail, OutgoingMail } from "../domain/outgoing-mail.ts";
import type { Sweep } from "../domain/retention.ts";
import type { StaffMember } from "../domain/staff.ts";
import type { Token } from "../domain/token.ts";
import type { UserIdRange } from "../domain/user-id.ts";
import type { JournalReader } from "./journal-reader.ts";

/** Customers, tokens, counters, outbox and journal: one durable store, changed only inside a transaction. */
export interface Registry {
  /**
   * Runs `work` in isolation; its writes are durable when the promise resolves, and rolled back when it throws. Rejects
   * with `RegistryBusy` where other processes keep it waiting for too long, and with `BrokenRecord` where it reads or
   * changes a customer or member of the staff whose rows were changed from outside the kiosk.
   */
  transact<T>(work: (rows: RegistryRows) => Promise<T>): Promise<T>;
  /** Runs `work` on the rows of one moment without blocking any writer; it rejects as `transact` does. */
  read<T>(work: (rows: RegistryReads) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/** An opened registry. The key that seals its journal comes later, as the registry itself states which one it is. */
export interface OpenedRegistry extends Registry, JournalReader, CustomerReader, TokenReader {
  /**
   * From then on journal rows are chained and records sealed under `seal`, and records are verified when they are read;
   * before, none can be written. Seals the head of an empty journal.
   */
  sealJournal(seal: JournalSeal): Promise<void>;
}

/** Reads customers while other processes write them. */
export interface CustomerReader {
  /**
   * The first `limit` customers with an id after `after` (null: from the first), in the order of their ids; the data of
   * each are of one moment.
   */
  listCustomers(after: string | null, limit: number): Promise<readonly ListedCustomer[]>;
}

/** Reads tokens with all that verifies a code of theirs, while other processes write them. */
export interface TokenReader {
  /**
   * The first `limit` tokens of any state with a user ID after `after` ("": from the first), in the order of their user
   * IDs; each was verified with its customer's whole record, and both are of one moment. Rejects where the journal isn't
   * sealed yet, without which nothing can be verified.
   */
  listTokens(after: string, limit: number): Promise<readonly ListedToken[]>;
}

/** A token with its customer; `broken`: their record differs from what was written, and nothing of it is trusted. */
export type ListedToken =
  | {
      readonly userId: string;
      readonly token: Token;
      readonly customer: Pick<Customer, "loginId" | "status">;
    }
  | { readonly userId: string; readonly broken: true };

/** The facts of a customer and their current token that may be exported: no hash, no mail address. */
export interface ListedCustomer extends Pick<
  Customer,
  "id" | "loginId" | "name" | "kana" | "transferLimitYen" | "status"
> {
  /** null: 未発行. */
  readonly token: Pick<Token, "userId" | "state" | "issuedAt" | "startedAt" | "releasedAt"> | null;
}

/** The branch's staff. */
export interface StaffRows {
  staffById(id: string): Promise<StaffMember | null>;
  /** In the order of their ids. */
  allStaff(): Promise<readonly StaffMember[]>;
  insertStaff(member: StaffMember): Promise<void>;
  updateStaff(member: StaffMember): Promise<void>;
  removeStaff(id: string): Promise<void>;
}

/** Mails that wait, and the outcomes of the others. */
export interface OutboxRows {
  enqueueMail(mail: OutgoingMail): Promise<void>;
  /** Unsent mails, oldest first. */
  unsentMails(): Promise<readonly OutboxMail[]>;
  mailById(id: string): Promise<OutboxMail | null>;
  /**
   * Claims an unsent mail for one delivery until `until` (epoch milliseconds): false where another process has it under
   * way at `now`, or where it is closed. `updateMail` gives the claim back.
   */
  claimMail(id: string, now: number, until: number): Promise<boolean>;
  /** All mails, newest first; `limit` at most. `open`: without those that were sent or cancelled. */
  listMails(which: "open" | "all", limit: number): Promise<readonly OutboxMail[]>;
  /** The customer's newest mails about any of their tokens, newest first; `limit` at most. */
  mailsOf(customerId: string, limit: number): Promise<readonly OutboxMail[]>;
  /** Writes the state of delivery of `mail`; the mail itself stays unchanged. */
  updateMail(mail: OutboxMail): Promise<void>;
  /** The fault that keeps all mails from being sent; null: none is known. */
  serverTrouble(): Promise<ServerTrouble | null>;
  setServerTrouble(trouble: ServerTrouble | null): Promise<void>;
}

/** Mail addresses whose retention is over, and the sweeps for them. Times are epoch milliseconds. */
export interface RetentionRows {
  /**
   * Erases the addresses of mails that were closed before `closedBefore`, `limit` at most, in the order of their
   * closing; answers their number. A mail that waits keeps its address.
   */
  eraseRecipients(closedBefore: number, limit: number): Promise<number>;
  /**
   * The user IDs of tokens, `limit` at most, that still have an address and were released before `endedBefore`, or
   * replaced by a token that was issued before it; where that token isn't known, that were issued before it themselves.
   */
  endedWithAddress(endedBefore: number, limit: number): Promise<readonly string[]>;
  /** null: there was no sweep yet. */
  lastSweep(): Promise<Sweep | null>;
  setLastSweep(sweep: Sweep): Promise<void>;
}

/** The registry's knowledge of the keys under which its secrets are sealed. */
export interface SealingRows {
  /** The identity of its ring of keys: hex SHA-256 of the first one; null before that was made. */
  masterKeyFingerprint(): Promise<string | null>;
  recordMasterKey(fingerprint: string): Promise<void>;
  /** The registry's random identifier, drawn when it was made, which its backups keep. */
  registryId(): Promise<string>;
  /** The key under which new secrets are sealed; null: none was chosen yet. */
  sealingKey(): Promise<string | null>;
  setSealingKey(keyId: string): Promise<void>;
  /** The number of secrets under each key in use; null: in a form without a key's id. */
  sealedSecrets(): Promise<readonly { readonly keyId: string | null; readonly rows: number }[]>;
  /**
   * Seals records that are older than MACs: the staff's, and the next `limit` customers after the id `after`. Answers
   * the last one's id; null: there is none.
   */
  sealRecords(after: string, limit: number): Promise<string | null>;
  /** The first `limit` tokens with a user ID after `after` whose secret isn't sealed under `keyId`. */
  sealedOtherwise(keyId: string, after: string, limit: number): Promise<readonly Token[]>;
}

/** The contents of a repaired record: a hash for both passwords, the bound of its limit, and the time. */
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
  /**
   * Replaces a broken record, of which nothing but its customer is trusted, by a stopped account without a live token;
   * false: there is no such customer.
   */
  repairRecord(customerId: string, repaired: RepairedRecord): Promise<boolean>;
  /** KiB × passes of the costliest hash of a login password in any import; 0: there was none. */
  slowestHash(): Promise<number>;
  /** Records that an import has a hash of this cost. */
  noteHashWork(work: number): Promise<void>;
  /**
   * Finds customers by the whole login ID or user ID, or the beginning of the name or its kana in any spelling; `limit`
   * at most.
   */
  findCustomers(searched: string, limit: number): Promise<readonly Customer[]>;
  /** `ceilingYen`: the amount up to which later imports may raise the limit. */
  setTransferLimit(customerId: string, yen: number, ceilingYen: number): Promise<void>;

  /** The customer's token that is not `replaced`, or the newest released one; null when 未発行. */
  currentToken(customerId: string): Promise<Token | null>;
  tokenByUserId(userId: string): Promise<Token | null>;
  /** The id of the token's customer, for callers that need nothing else: no record is verified. */
  customerOfToken(userId: string): Promise<string | null>;
  /** The greatest user ID that was ever issued, null when none was. */
  greatestUserId(): Promise<string | null>;
  /** Records that user IDs up to this one were issued, even where no token has them. */
  recordGreatestUserId(userId: string): Promise<void>;
  /** A user ID that no other token gets, recorded as issued; null: the range has none left. */
  takeUserId(range: UserIdRange): Promise<string | null>;
  insertToken(token: Token): Promise<void>;
  updateToken(token: Token): Promise<void>;

  /**
   * Failures in a row; 0 where none is counted. `subject`: the login ID or staff id (of a `pin`) as typed, so that
   * unknown IDs count alike. The text may be a secret in the wrong field: it can't be read back, and only the newest
   * ones up to a limit are stored. A customer or member who gets that ID begins at 0. For a token the customer's newest
   * one is meant, and its counts end with it.
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
