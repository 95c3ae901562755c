import type { CompiledQuery, Selectable, Transaction } from "kysely";
import { BrokenRecord } from "../core/domain/broken-record.ts";
import type { Customer } from "../core/domain/customer.ts";
import type { JournalSeal } from "../core/domain/journal-chain.ts";
import type { Token } from "../core/domain/token.ts";
import { demandOne } from "./demand-one.ts";
import { customerRow, tokenRow } from "./mapping.ts";
import type { RegistrySchema, TokenRow } from "./schema.ts";
import { writeTries } from "./write-tries.ts";

type CustomerRow = Selectable<RegistrySchema["customers"]>;
type Tries = Pick<RegistrySchema["wrong_tries"], "kind" | "count">;

/** What decides about one customer: their own row, their tokens and their counts of wrong tries, all under one MAC. */
export interface CustomerRecord {
  readonly customer: CustomerRow;
  readonly tokens: readonly TokenRow[];
  readonly tries: readonly Tries[];
}

/** Customers' records inside one transaction; whatever reads one that isn't as it was written throws `BrokenRecord`. */
export interface CustomerRecords {
  byId(id: string): Promise<CustomerRecord | null>;
  byLoginId(loginId: string): Promise<CustomerRecord | null>;
  insertCustomer(customer: Customer): Promise<void>;
  updateCustomer(customer: Customer): Promise<void>;
  setTransferLimit(customerId: string, yen: number, ceilingYen: number): Promise<void>;
  insertToken(token: Token): Promise<void>;
  updateToken(token: Token): Promise<void>;
  /** Of the customer with this login ID. */
  setTries(record: CustomerRecord, tries: Tries): Promise<void>;
  /** Seals a record of whatever it holds now; the caller answers for it. */
  sealAsIs(id: string): Promise<void>;
  /** Seals the next `limit` customers, in the order of their ids, that have no MAC; answers the last one, null: there is none. */
  sealNext(after: string, limit: number): Promise<string | null>;
}

// What is sealed, in this order for good: another column would break the MACs of all that is there. What names are searched by follows from the names.
const customerColumns = [
  ...(["id", "login_id", "name", "kana", "login_password_hash"] as const),
  ...(["confirmation_password_hash", "transfer_limit_yen", "imported_limit_yen"] as const),
  ...(["limit_ceiling_yen", "status"] as const),
];
const tokenColumns = [
  ...(["user_id", "customer_id", "state", "mail_address", "start_password_hash"] as const),
  ...(["sealed_secret", "issued_at", "started_at", "released_at", "last_step"] as const),
  ...(["burnt_steps", "setup_showings", "setup_from"] as const),
];

const mostKnown = 1_000;

/**
 * Each record is read and checked once in a transaction, which no other can change meanwhile, and sealed anew with each of its
 * changes. `seal`: null before the journal is sealed, when nothing is checked and nothing can be written.
 */
export function customerRecordsOver(
  database: Transaction<RegistrySchema>,
  seal: JournalSeal | null,
): CustomerRecords {
  const known = new Map<string, CustomerRecord>();

  const macOf = (record: CustomerRecord): string => {
    if (seal === null) throw new Error("The journal is not sealed yet");
    return seal.mac(recordText(record));
  };
  const isWhole = (record: CustomerRecord): boolean => {
    const { mac } = record.customer;
    if (mac === null) return seal?.takesUnsealed === true;
    return mac === macOf(record);
  };
  const triesOf = (loginId: string): Promise<readonly Tries[]> =>
    database
      .selectFrom("wrong_tries")
      .select(["kind", "count"])
      .where("subject", "=", loginId)
      .where("kind", "!=", "pin")
      .execute();
  const rowOf = oftenRun(database, (id) =>
    database.selectFrom("customers").selectAll().where("id", "=", id),
  );
  const idOf = oftenRun(database, (loginId) =>
    database.selectFrom("customers").select("id").where("login_id", "=", loginId),
  );
  const read = async (id: string): Promise<CustomerRecord | null> => {
    const customer = await rowOf(id);
    if (customer === undefined) return null;
    const tokens = await database
      .selectFrom("tokens")
      .selectAll()
      .where("customer_id", "=", id)
      .execute();
    return { customer, tokens, tries: await triesOf(customer.login_id) };
  };
  const byId: CustomerRecords["byId"] = async (id) => {
    const former = known.get(id);
    if (former !== undefined) return former;
    const record = await read(id).catch((error: unknown) => {
      throw isBeyondNumbers(error) ? new BrokenRecord({ customerId: id }, error) : error;
    });
    if (record === null) return null;
    if (seal !== null && !isWhole(record)) throw new BrokenRecord({ customerId: id });
    // An import reads very many, one after the other.
    if (known.size >= mostKnown) known.clear();
    known.set(id, record);
    return record;
  };
  const demand = async (id: string): Promise<CustomerRecord> => {
    const record = await byId(id);
    if (record === null) throw new Error("There is no such customer");
    return record;
  };
  /** After the rows of `record` were written: seals them. */
  const write = async (record: CustomerRecord, changed: Partial<CustomerRow> = {}) => {
    const customer = { ...record.customer, ...changed };
    const mac = macOf({ ...record, customer });
    const { numUpdatedRows } = await database
      .updateTable("customers")
      .set({ ...changed, mac })
      .where("id", "=", customer.id)
      .executeTakeFirstOrThrow();
    demandOne(numUpdatedRows);
    known.set(customer.id, { ...record, customer: { ...customer, mac } });
  };
  return {
    byId,
    async byLoginId(loginId) {
      const row = await idOf(loginId);
      return row === undefined ? null : byId(row.id);
    },
    async insertCustomer(customer) {
      const row = customerRow(customer);
      const mac = macOf({ customer: { ...row, mac: null }, tokens: [], tries: [] });
      await database
        .insertInto("customers")
        .values({ ...row, mac })
        .execute();
    },
    async updateCustomer(customer) {
      const { id, ...changed } = customerRow(customer);
      const record = await demand(id);
      // Counts belong to the login ID, whoever has it.
      const isSame = record.customer.login_id === changed.login_id;
      const tries = isSame ? record.tries : await triesOf(changed.login_id);
      await write({ ...record, tries }, changed);
    },
    async setTransferLimit(customerId, yen, ceilingYen) {
      await write(await demand(customerId), {
        transfer_limit_yen: yen,
        limit_ceiling_yen: ceilingYen,
      });
    },
    async insertToken(token) {
      const record = await demand(token.customerId);
      const row = tokenRow(token);
      await database.insertInto("tokens").values(row).execute();
      await write({ ...record, tokens: [...record.tokens, row] });
    },
    async updateToken(token) {
      const record = await demand(token.customerId);
      const row = tokenRow(token);
      const { user_id, customer_id, ...changed } = row;
      const { numUpdatedRows } = await database
        .updateTable("tokens")
        .set(changed)
        .where("user_id", "=", user_id)
        .where("customer_id", "=", customer_id)
        .executeTakeFirstOrThrow();
      demandOne(numUpdatedRows);
      const others = record.tokens.filter((each) => each.user_id !== user_id);
      await write({ ...record, tokens: [...others, row] });
    },
    async setTries(record, { kind, count }) {
      const subject = record.customer.login_id;
      await writeTries(database, { subject, kind, count, stranger_number: null });
      const others = record.tries.filter((each) => each.kind !== kind);
      await write({ ...record, tries: [...others, { kind, count }] });
    },
    async sealAsIs(id) {
      const record = await read(id);
      if (record !== null) await write(record);
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
  };
}

/** A query for one row by one text, which is built once in a transaction: an import asks a million times. */
function oftenRun<Found>(
  database: Transaction<RegistrySchema>,
  build: (asked: string) => { compile(): CompiledQuery<Found> },
): (asked: string) => Promise<Found | undefined> {
  let built: CompiledQuery<Found> | null = null;
  return async (asked) => {
    built ??= build("").compile();
    const { rows } = await database.executeQuery<Found>({ ...built, parameters: [asked] });
    return rows[0];
  };
}

/** An array in JSON, as rows of the journal have: it begins like none of those, and no two records have the same text. */
function recordText({ customer, tokens, tries }: CustomerRecord): string {
  return JSON.stringify([
    "customer",
    customerColumns.map((column) => customer[column]),
    tokens
      .toSorted((a, b) => (a.user_id < b.user_id ? -1 : 1))
      .map((token) => tokenColumns.map((column) => token[column])),
    // One that was cleared is as good as none.
    tries
      .filter(({ count }) => count !== 0)
      .toSorted((a, b) => (a.kind < b.kind ? -1 : 1))
      .map(({ kind, count }) => [kind, count]),
  ]);
}

/** Who tampers may have put in a number that no number of JavaScript can hold. */
function isBeyondNumbers(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ERR_OUT_OF_RANGE";
}
