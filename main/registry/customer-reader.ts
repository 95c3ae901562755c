import type { CompiledQuery, Selectable, Transaction } from "kysely";
import { BrokenRecord } from "../core/domain/registry-errors.ts";
import type { CustomerRecord } from "./customer-record.ts";
import { canBeStored } from "./stored-text.ts";
import { tokenColumns } from "./schema.ts";
import type { RegistrySchema, TokenRow } from "./schema.ts";

/** Reads a customer's row and tokens by one statement, unchecked; null: there is no such customer. */
export interface CustomerReader {
  byId(id: string): Promise<CustomerRecord | null>;
  byLoginId(loginId: string): Promise<CustomerRecord | null>;
}

type Found = Selectable<RegistrySchema["customers"]> & { readonly user_id: string | null };

/** Throws `BrokenRecord` where a row has a number that no number of JavaScript can hold. */
export function customerReaderIn(database: Transaction<RegistrySchema>): CustomerReader {
  const withTokens = database
    .selectFrom("customers")
    .leftJoin("tokens", "tokens.customer_id", "customers.id")
    .selectAll("customers")
    .select(tokenColumns.map((column) => `tokens.${column}` as const));
  const rowsById = oftenRun(database, (id) => withTokens.where("customers.id", "=", id));
  const rowsByLoginId = oftenRun(database, (loginId) =>
    withTokens.where("customers.login_id", "=", loginId),
  );
  const ownerOf = async (loginId: string): Promise<string> => {
    const { id } = await database
      .selectFrom("customers")
      .select("id")
      .where("login_id", "=", loginId)
      .executeTakeFirstOrThrow();
    return id;
  };
  return {
    byId: async (id) => recordOf(await orBroken(rowsById(id), async () => id)),
    byLoginId: async (loginId) =>
      recordOf(await orBroken(rowsByLoginId(loginId), () => ownerOf(loginId))),
  };
}

/** The record whose rows these are; null: there are none. */
export function recordOf(rows: readonly Found[]): CustomerRecord | null {
  const [customer] = rows;
  if (customer === undefined) return null;
  // A row without a token has null in all of a token's columns.
  const tokens = rows.filter(({ user_id }) => user_id !== null) as unknown as TokenRow[];
  return { customer, tokens };
}

async function orBroken(
  reading: Promise<readonly Found[]>,
  customerId: () => Promise<string>,
): Promise<readonly Found[]> {
  try {
    return await reading;
  } catch (error) {
    if (!isBeyondNumbers(error)) throw error;
    throw new BrokenRecord({ customerId: await customerId() }, error);
  }
}

/** Runs a query for one text, which is built once in a transaction: an import runs it a million times. */
function oftenRun<Found>(
  database: Transaction<RegistrySchema>,
  build: (text: string) => { compile(): CompiledQuery<Found> },
): (text: string) => Promise<readonly Found[]> {
  let built: CompiledQuery<Found> | null = null;
  return async (text) => {
    if (!canBeStored(text)) return [];
    built ??= build("").compile();
    const { rows } = await database.executeQuery<Found>({ ...built, parameters: [text] });
    return rows;
  };
}

/** Tampering may have put in a number that no number of JavaScript can hold. */
export function isBeyondNumbers(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ERR_OUT_OF_RANGE";
}
