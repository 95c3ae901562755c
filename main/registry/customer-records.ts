import type { Selectable, Transaction } from "kysely";
import type { CustomerSecretKind } from "../../preload/contract/answers.ts";
import { BrokenRecord } from "../core/domain/registry-errors.ts";
import type { Customer } from "../core/domain/customer.ts";
import type { JournalSeal } from "../core/domain/journal-chain.ts";
import { isLive } from "../core/domain/token-lifecycle.ts";
import type { Token } from "../core/domain/token.ts";
import {
  failureColumns,
  failuresIn,
  isWhole,
  newestToken,
  noTokenFailures,
  sealedText,
} from "./customer-record.ts";
import type { CustomerRecord } from "./customer-record.ts";
import { customerReaderIn } from "./customer-reader.ts";
import type { RowLocks } from "./database-ways.ts";
import { demandOne, demandSeal } from "./demand.ts";
import { customerRow, tokenRow } from "./mapping.ts";
import { canBeStored } from "./stored-text.ts";
import { tokenColumns } from "./schema.ts";
import type { RegistrySchema, TokenRow } from "./schema.ts";

type CustomerRow = Selectable<RegistrySchema["customers"]>;

/**
 * Customers' records inside one transaction. A method that reads a record which differs from what was written throws
 * `BrokenRecord`. Changes are visible to these methods at once; other queries see them after `flush`.
 */
export interface CustomerRecords {
  byId(id: string): Promise<CustomerRecord | null>;
  byLoginId(loginId: string): Promise<CustomerRecord | null>;
  /** The greatest user ID among the customer's tokens, if their record was read; undefined: it wasn't. */
  knownUserId(id: string): string | null | undefined;
  insertCustomer(customer: Customer): Promise<void>;
  updateCustomer(customer: Customer): Promise<void>;
  setTransferLimit(customerId: string, yen: number, ceilingYen: number): Promise<void>;
  insertToken(token: Token): Promise<void>;
  updateToken(token: Token): Promise<void>;
  setFailures(record: CustomerRecord, kind: CustomerSecretKind, count: number): Promise<void>;
  /** Seals the present contents of a record; the caller vouches for them. */
  sealAsIs(id: string): Promise<void>;
  /**
   * Seals the next `limit` customers, in the order of their ids, that have no MAC; answers the last one, null: there is
   * none.
   */
  sealNext(after: string, limit: number): Promise<string | null>;
  /** Writes the changes, each row once, and the MACs. */
  flush(): Promise<void>;
}

/** A record with its pending changes. */
interface Held {
  record: CustomerRecord;
  /** Those of the customer's own row; null: neither it nor a token was changed. */
  changes: Partial<CustomerRow> | null;
  readonly changedTokens: Map<string, "insert" | "update">;
}

const mostKnown = 1_000;

/**
 * Each record is read and verified once in a transaction, during which no other can change it, and sealed once at its
 * end if it was changed. `seal`: null before the journal is sealed, when nothing is verified and nothing can be
 * written.
 */
export function customerRecordsIn(
  database: Transaction<RegistrySchema>,
  seal: JournalSeal | null,
  locks: Pick<RowLocks, "customerById" | "customerByLoginId">,
): CustomerRecords {
  const known = new Map<string, Held>();
  const idsByLoginId = new Map<string, string>();

  const macOf = (record: CustomerRecord): string => demandSeal(seal).mac(sealedText(record));
  const read = customerReaderIn(database);

  const hold = async (record: CustomerRecord | null): Promise<Held | null> => {
    if (record === null) return null;
    const { customer } = record;
    if (seal !== null && !isWhole(record, seal))
      throw new BrokenRecord({ customerId: customer.id });
    // An import reads very many records, one after the other.
    if (known.size >= mostKnown) {
      await flush();
      known.clear();
      idsByLoginId.clear();
    }
    const held: Held = { record, changes: null, changedTokens: new Map() };
    known.set(customer.id, held);
    idsByLoginId.set(customer.login_id, customer.id);
    return held;
  };
  const heldById = async (id: string): Promise<Held | null> => {
    const held = known.get(id);
    if (held !== undefined) return held;
    if (canBeStored(id)) await locks.customerById(id);
    return hold(await read.byId(id));
  };
  const heldByLoginId = async (loginId: string): Promise<Held | null> => {
    const id = idsByLoginId.get(loginId);
    if (id !== undefined) return heldById(id);
    if (canBeStored(loginId)) await locks.customerByLoginId(loginId);
    return hold(await read.byLoginId(loginId));
  };
  const demand = async (id: string): Promise<Held> => {
    const held = await heldById(id);
    if (held === null) throw new Error("There is no such customer");
    return held;
  };
  const change = (
    held: Held,
    changes: Partial<CustomerRow>,
    tokens: readonly TokenRow[] = held.record.tokens,
  ): void => {
    demandSeal(seal);
    held.record = { customer: { ...held.record.customer, ...changes }, tokens };
    held.changes = { ...held.changes, ...changes };
  };
  const changeToken = (held: Held, former: TokenRow, changes: Partial<TokenRow>): void => {
    const row = { ...former, ...changes };
    change(
      held,
      {},
      held.record.tokens.map((token) => (token === former ? row : token)),
    );
    // A token that this transaction has issued is still to be inserted.
    held.changedTokens.set(row.user_id, held.changedTokens.get(row.user_id) ?? "update");
  };
  const write = async (held: Held): Promise<void> => {
    const { customer, tokens } = held.record;
    for (const [userId, how] of held.changedTokens) {
      const token = tokens.find(({ user_id }) => user_id === userId);
      if (token === undefined) continue;
      const row = Object.fromEntries(tokenColumns.map((column) => [column, token[column]]));
      if (how === "insert") {
        await database
          .insertInto("tokens")
          .values(row as unknown as TokenRow)
          .execute();
        continue;
      }
      const { numUpdatedRows } = await database
        .updateTable("tokens")
        .set(row)
        .where("user_id", "=", userId)
        .where("customer_id", "=", customer.id)
        .executeTakeFirstOrThrow();
      demandOne(numUpdatedRows);
    }
    held.changedTokens.clear();
    const mac = macOf(held.record);
    const changes = { ...held.changes, mac };
    held.changes = null;
    held.record = { tokens, customer: { ...customer, mac } };
    const { numUpdatedRows } = await database
      .updateTable("customers")
      .set(changes)
      .where("id", "=", customer.id)
      .executeTakeFirstOrThrow();
    demandOne(numUpdatedRows);
  };
  const flush = async (): Promise<void> => {
    for (const held of known.values()) if (held.changes !== null) await write(held);
  };
  return {
    byId: async (id) => (await heldById(id))?.record ?? null,
    byLoginId: async (loginId) => (await heldByLoginId(loginId))?.record ?? null,
    knownUserId(id) {
      const held = known.get(id);
      return held && (newestToken(held.record)?.user_id ?? null);
    },
    async insertCustomer(customer) {
      const row = { ...customerRow(customer), login_failures: 0, confirmation_failures: 0 };
      const mac = macOf({ customer: { ...row, mac: null }, tokens: [] });
      await database
        .insertInto("customers")
        .values({ ...row, mac })
        .execute();
    },
    async updateCustomer(customer) {
      const held = await demand(customer.id);
      idsByLoginId.delete(held.record.customer.login_id);
      change(held, customerRow(customer));
      // Written now, so that the index refuses a login ID of another customer here rather than at the end.
      await write(held);
      idsByLoginId.set(customer.loginId, customer.id);
    },
    async setTransferLimit(customerId, yen, ceilingYen) {
      const held = await demand(customerId);
      change(held, { transfer_limit_yen: yen, limit_ceiling_yen: ceilingYen });
    },
    async insertToken(token) {
      const held = await demand(token.customerId);
      const row = { ...tokenRow(token), ...noTokenFailures };
      change(held, {}, [...held.record.tokens, row]);
      held.changedTokens.set(row.user_id, "insert");
    },
    async updateToken(token) {
      const held = await demand(token.customerId);
      const former = held.record.tokens.find(({ user_id }) => user_id === token.userId);
      if (former === undefined) throw new Error("The customer has no such token");
      // Failures belong to a token that may still be used; for one that has ended nothing is counted.
      changeToken(held, former, { ...tokenRow(token), ...(!isLive(token) && noTokenFailures) });
    },
    async setFailures({ customer }, kind, count) {
      const held = await demand(customer.id);
      if (failuresIn(held.record, kind) === count) return;
      const column = failureColumns[kind];
      if (column === "login_failures" || column === "confirmation_failures") {
        change(held, { [column]: count });
        return;
      }
      const newest = newestToken(held.record);
      if (newest === null) throw new Error("There is no token whose failures could be counted");
      changeToken(held, newest, { [column]: count });
    },
    async sealAsIs(id) {
      known.delete(id);
      await locks.customerById(id);
      const record = await read.byId(id);
      if (record === null) return;
      const held: Held = { record, changes: {}, changedTokens: new Map() };
      known.set(id, held);
      await write(held);
    },
    async sealNext(after, limit) {
      const rows = await database
        .selectFrom("customers")
        .select("id")
        .where("mac", "is", null)
        .where("id", ">", after)
        .orderBy("id")
        .limit(limit)
        .execute();
      for (const { id } of rows) await write(await demand(id));
      return rows.at(-1)?.id ?? null;
    },
    flush,
  };
}
