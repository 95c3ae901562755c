import { refused } from "../../../../preload/contract/result.ts";
import type { Refused } from "../../../../preload/contract/result.ts";
import type { SignedOutRefusal } from "../../../../preload/contract/refusals.ts";
import type { CustomerStatus } from "../../domain/customer-status.ts";
import type { Registry } from "../../ports/registry.ts";
import type { Parts } from "../operation.ts";
import type { Session } from "./session.ts";

/** Thrown within a transaction, so that nothing of it is written. */
class NoLongerServed extends Error {
  readonly customerId: string;
  readonly status: CustomerStatus;

  constructor(customerId: string, status: CustomerStatus) {
    super("The customer's account is stopped");
    this.customerId = customerId;
    this.status = status;
  }
}

/**
 * Makes an operation of who is signed in such that every transaction of it looks at their 状態 first: whose account was
 * stopped or closed meanwhile is signed out by their next request, which is journalled and does nothing.
 *
 * Order of writes: ① the operation's, taken back; ② the journal; ③ the session, in memory.
 */
export function makeWhileServed(parts: Parts, session: Session) {
  const registry: Registry = {
    ...parts.registry,
    transact: (work) =>
      parts.registry.transact(async (rows) => {
        const state = session.current();
        if (state.is === "signed-out") return work(rows);
        const status = (await rows.customerById(state.customerId))?.status ?? "active";
        if (status !== "active") throw new NoLongerServed(state.customerId, status);
        return work(rows);
      }),
  };
  return <Request, Answer>(make: (parts: Parts) => (request: Request) => Promise<Answer>) => {
    const operation = make({ ...parts, registry });
    return async (request: Request): Promise<Answer | Refused<SignedOutRefusal>> => {
      const at = parts.clock();
      try {
        return await operation(request);
      } catch (error) {
        if (!(error instanceof NoLongerServed)) throw error;
        const deed = { at, customerId: error.customerId, action: "sign-out" } as const;
        const outcome = `account-${error.status}`;
        await parts.registry.transact((rows) => rows.appendJournal({ ...deed, outcome }));
        session.end();
        return refused({ code: "signed-out" });
      }
    };
  };
}
