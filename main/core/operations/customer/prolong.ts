import { ok } from "../../../../preload/contract/result.ts";
import type { Operation } from "../operation.ts";
import type { Session } from "./session.ts";
import type { StaffSession } from "../staff/staff-session.ts";

/**
 * The screen was touched: postpones the end of the present session, as any request does, and begins none. Always `ok`;
 * writes nothing, not even a journal row.
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
