import type { Config } from "../../../config/config.ts";
import type { Customer } from "../../domain/customer.ts";
import { isLocked } from "../../domain/lockout.ts";
import { allows, releasedByStaff, resumed, suspended } from "../../domain/token-lifecycle.ts";
import { limitAfterRelease } from "../../domain/transfer-limit.ts";
import type { RegistryRows } from "../../ports/registry.ts";

/** The configuration that decides about the token of a customer whose 状態 changes. */
export interface StatusConfig {
  readonly lockout: Pick<Config["lockout"], "wrongTries">;
  readonly token: Pick<Config["token"], "releaseLimitYen">;
}

/**
 * The effects of another 状態 on the customer's token, and the row of the journal about it, within the transaction of
 * `rows`. 停止 puts the token into 利用停止; 解約 releases it and destroys its secret; 利用可 takes it out of 利用停止, unless wrong
 * codes had put it there, which only staff undo. No mail is sent: the bank informs its customer. `customer` has the new
 * status; answers the customer with the limit after a release.
 */
export async function changeStatus(
  rows: RegistryRows,
  { lockout, token: { releaseLimitYen } }: StatusConfig,
  customer: Customer,
  at: number,
): Promise<Customer> {
  const { id, status } = customer;
  const token = await rows.currentToken(id);
  let after = customer;
  let became = "none";
  if (token !== null && status === "suspended" && allows(token, "suspend")) {
    await rows.updateToken(suspended(token));
    became = "suspended";
  } else if (token !== null && status === "closed" && allows(token, "release-without-code")) {
    await rows.updateToken(releasedByStaff(token, at));
    const transferLimitYen = limitAfterRelease(customer.transferLimitYen, releaseLimitYen);
    after = { ...customer, transferLimitYen, limitCeilingYen: releaseLimitYen };
    became = "released";
  } else if (token?.state === "suspended" && status === "active") {
    const wrong = await rows.failures(customer.loginId, "oneTimePassword");
    if (!isLocked(wrong, lockout.wrongTries)) {
      await rows.updateToken(resumed(token));
      became = "resumed";
    }
  }
  const detail = `status=${status} token=${became}`;
  const event = { at, customerId: id, action: "customer-status", outcome: "done" } as const;
  await rows.appendJournal({ ...event, detail });
  return after;
}
