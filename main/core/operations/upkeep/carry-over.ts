import type { ChangesSince } from "../../domain/changes-since.ts";
import type { Customer } from "../../domain/customer.ts";
import type { Token } from "../../domain/token.ts";
import type { RegistryRows } from "../../ports/registry.ts";
import { orBroken } from "./or-broken.ts";

/**
 * Carries the decisions made since a backup over into it: no user ID is issued twice, a destroyed secret stays
 * destroyed, a used code used, a lowered limit low, a stopped account stopped and a failure counted. Changes to records
 * that the backup lacks are left out, and so is a customer with a broken record there, as nothing is done for them
 * anyway. It is for a journal that is sealed already.
 */
export async function carryOver(rows: RegistryRows, changes: ChangesSince): Promise<void> {
  const { greatestUserId, ended, used, limits, stopped, failures } = changes;
  if (greatestUserId !== null) await rows.recordGreatestUserId(greatestUserId);
  for (const { userId, lastStep } of used) {
    await orBroken(changeToken(rows, userId, { lastStep }));
  }
  for (const { userId, state, releasedAt } of ended) {
    const destroyed = { sealedSecret: null, startPasswordHash: "" };
    await orBroken(changeToken(rows, userId, { ...destroyed, state, releasedAt }));
  }
  for (const { customerId, yen, ceilingYen } of limits) {
    await orBroken(
      changeCustomer(rows, customerId, ({ transferLimitYen }) => ({
        transferLimitYen: Math.min(yen, transferLimitYen),
        limitCeilingYen: ceilingYen,
      })),
    );
  }
  for (const { customerId, status } of stopped) {
    await orBroken(changeCustomer(rows, customerId, () => ({ status })));
  }
  for (const { subject, kind, count } of failures) {
    await orBroken(rows.setFailures(subject, kind, count));
  }
}

async function changeToken(
  rows: RegistryRows,
  userId: string,
  changed: Partial<Token>,
): Promise<void> {
  const token = await rows.tokenByUserId(userId);
  if (token !== null) await rows.updateToken({ ...token, ...changed });
}

async function changeCustomer(
  rows: RegistryRows,
  customerId: string,
  changed: (customer: Customer) => Partial<Customer>,
): Promise<void> {
  const customer = await rows.customerById(customerId);
  if (customer !== null) await rows.updateCustomer({ ...customer, ...changed(customer) });
}
