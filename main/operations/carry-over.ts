import type { ChangesSince } from "../domain/changes-since.ts";
import type { RegistryRows } from "../ports/registry.ts";

/**
 * Has a backup keep what was decided since it was made: no user ID is given twice, a destroyed secret stays destroyed,
 * a used code used, a lowered limit low, a stopped account stopped and a wrong try counted. Whatever the backup doesn't
 * know is left out. For a journal that is sealed already.
 */
export async function carryOver(rows: RegistryRows, changes: ChangesSince): Promise<void> {
  const { greatestUserId, ended, used, limits, stopped, tries } = changes;
  if (greatestUserId !== null) await rows.recordGreatestUserId(greatestUserId);
  for (const { userId, lastStep } of used) {
    const token = await rows.tokenByUserId(userId);
    if (token !== null) await rows.updateToken({ ...token, lastStep });
  }
  for (const { userId, state, releasedAt } of ended) {
    const token = await rows.tokenByUserId(userId);
    if (token === null) continue;
    const destroyed = { sealedSecret: null, startPasswordHash: "" };
    await rows.updateToken({ ...token, ...destroyed, state, releasedAt });
  }
  for (const { customerId, yen, ceilingYen } of limits) {
    const customer = await rows.customerById(customerId);
    if (customer === null) continue;
    const transferLimitYen = Math.min(yen, customer.transferLimitYen);
    await rows.updateCustomer({ ...customer, transferLimitYen, limitCeilingYen: ceilingYen });
  }
  for (const { customerId, status } of stopped) {
    const customer = await rows.customerById(customerId);
    if (customer !== null) await rows.updateCustomer({ ...customer, status });
  }
  for (const { subject, kind, count } of tries) await rows.setWrongTries(subject, kind, count);
}
