import { ok } from "../../../../preload/contract/result.ts";
import type { Operation } from "../operation.ts";
import type { Session } from "./session.ts";
import type { StaffSession } from "../staff/staff-session.ts";

/**
 * The screen was touched: postpones the end of whichever session there is, as any request does, and begins none. Always
 * `ok`; writes nothing, and no journal row either.
 */
export function makeProlong(sessions: {
  readonly customer: Session;
  readonly staff: StaffSession;
}): Operation<"prolong"> {
  return async () => {
    sessions.customer.current();
    sessions.staff.current();
    return ok(null);
  };
}
