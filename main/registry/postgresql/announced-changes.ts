import { sql } from "kysely";
import type { Transaction } from "kysely";
import { changeOfLimit, changesByIssue, changesByUpdate } from "../../core/domain/token-change.ts";
import type { ChangedCustomer, TokenChange } from "../../core/domain/token-change.ts";
import type { Token } from "../../core/domain/token.ts";
import type { RegistryRows } from "../../core/ports/registry.ts";
import type { NetworkSchema } from "./network-schema.ts";

/**
 * The rows of a transaction, which write what the internet bank is to be told of into the webhooks' outbox, whatever
 * operation made the change: an announcement is committed with its change, or neither is. Changes of one customer are
 * numbered in the order of their commits, as each begins with the lock of the customer's row. `announced` is called for
 * each of them, before the commit.
 */
export function announcedChanges(
  rows: RegistryRows,
  database: Transaction<NetworkSchema>,
  announced: () => void,
): RegistryRows {
  // What the operation has read need not be read again.
  const tokens = new Map<string, Token>();
  const customers = new Map<string, ChangedCustomer>();
  const seen = (token: Token | null): Token | null => {
    if (token !== null) tokens.set(token.userId, token);
    return token;
  };
  const customerOf = async (id: string): Promise<ChangedCustomer> => {
    const known = customers.get(id) ?? (await rows.customerById(id));
    if (known === null) throw new Error("The customer of this token is not in the registry");
    return known;
  };
  const announce = async (customerId: string, change: TokenChange): Promise<void> => {
    const { type, data } = change;
    await database
      .insertInto("webhook_events")
      .values({
        ...{ customer_id: customerId, type, attempts: 0 },
        id: sql<string>`'evt_' || gen_random_uuid()`,
        ...{ data: JSON.stringify(data), claimed_until: 0, next_at: 0 },
        at: sql<number>`cast(extract(epoch from clock_timestamp()) * 1000 as bigint)`,
      })
      .execute();
    announced();
  };
  const announceAll = async (customerId: string, changes: readonly TokenChange[]) => {
    for (const change of changes) await announce(customerId, change);
  };
  return {
    ...rows,
    async customerById(id) {
      const customer = await rows.customerById(id);
      if (customer !== null) customers.set(customer.id, customer);
      return customer;
    },
    async customerByLoginId(loginId) {
      const customer = await rows.customerByLoginId(loginId);
      if (customer !== null) customers.set(customer.id, customer);
      return customer;
    },
    currentToken: async (customerId) => seen(await rows.currentToken(customerId)),
    tokenByUserId: async (userId) => seen(await rows.tokenByUserId(userId)),
    async sealedOtherwise(...asked) {
      const found = await rows.sealedOtherwise(...asked);
      found.forEach(seen);
      return found;
    },
    async insertToken(token) {
      const { customerId } = token;
      const former = [...tokens.values()].filter((each) => each.customerId === customerId).at(-1);
      await rows.insertToken(token);
      seen(token);
      const customer = await customerOf(customerId);
      await announceAll(customerId, changesByIssue(token, former?.mailAddress ?? "", customer));
    },
    async updateToken(token) {
      const before = tokens.get(token.userId) ?? (await rows.tokenByUserId(token.userId));
      await rows.updateToken(token);
      seen(token);
      if (before === null) return;
      const isSame = before.state === token.state && before.mailAddress === token.mailAddress;
      if (isSame) return;
      const { customerId } = token;
      const customer = await customerOf(customerId);
      await announceAll(customerId, changesByUpdate(before, token, customer));
    },
    async setTransferLimit(customerId, yen, ceilingYen) {
      const customer = await customerOf(customerId);
      await rows.setTransferLimit(customerId, yen, ceilingYen);
      const token = await rows.currentToken(customerId);
      const change = token === null ? null : changeOfLimit(token, customer, yen);
      if (change !== null) await announce(customerId, change);
    },
    async repairRecord(customerId, repaired) {
      const isRepaired = await rows.repairRecord(customerId, repaired);
      const token = isRepaired ? await rows.currentToken(customerId) : null;
      if (token?.releasedAt !== repaired.at) return isRepaired;
      const customer = await customerOf(customerId);
      const before = { ...token, state: "in-use" } as const;
      await announceAll(customerId, changesByUpdate(before, token, customer));
      return isRepaired;
    },
  };
}
