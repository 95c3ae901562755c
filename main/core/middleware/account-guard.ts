import { refused } from "../../../preload/contract/result.ts";
import type { CustomerStatus } from "../domain/customer.ts";
import type { Middleware } from "../handle.ts";
import type { Session } from "../operations/customer/session.ts";
import type { Clock } from "../ports/clock.ts";
import type { Registry, RegistryReads } from "../ports/registry.ts";

/** Thrown within a transaction, so that the transaction is rolled back. */
class AccountStopped extends Error {
  readonly customerId: string;
  readonly status: CustomerStatus;

  constructor(customerId: string, status: CustomerStatus) {
    super("The customer's account is stopped");
    this.customerId = customerId;
    this.status = status;
  }
}

/** The registry for a kiosk's operations, and the middleware that answers the errors of that registry. */
export interface AccountGuard {
  readonly registry: Registry;
  readonly middleware: Middleware;
}

/**
 * Makes every transaction at a kiosk check the 状態 of the customer who is signed in there: a customer whose account was
 * stopped or closed in the meantime is signed out by their next request, which is journalled and does nothing.
 *
 * Order of writes: ① the operation's, rolled back; ② the journal; ③ the session, in memory.
 */
export function makeAccountGuard(
  { registry, clock }: { readonly registry: Registry; readonly clock: Clock },
  session: Session,
): AccountGuard {
  const demandActive = async (rows: Pick<RegistryReads, "customerById">): Promise<void> => {
    const state = session.current();
    if (state.is === "signed-out") return;
    const status = (await rows.customerById(state.customerId))?.status ?? "active";
    if (status !== "active") throw new AccountStopped(state.customerId, status);
  };
  return {
    registry: {
      ...registry,
      transact: (work) =>
        registry.transact(async (rows) => {
          await demandActive(rows);
          return work(rows);
        }),
      read: (work) =>
        registry.read(async (rows) => {
          await demandActive(rows);
          return work(rows);
        }),
    },
    middleware: async (_verb, next) => {
      const at = clock();
      try {
        return await next();
      } catch (error) {
        if (!(error instanceof AccountStopped)) throw error;
        const { customerId, status } = error;
        const event = { at, customerId, action: "sign-out", outcome: `account-${status}` } as const;
        await registry.transact((rows) => rows.appendJournal(event));
        session.end();
        return refused({ code: "signed-out" });
      }
    },
  };
}
