import { ok } from "../../../../preload/contract/result.ts";
import type { Operation, Parts } from "../operation.ts";
import type { StaffSession } from "./staff-session.ts";

/**
 * The member hands the kiosk back to the customer: always `ok`. Order of writes: ① the session, in memory; ② the
 * journal.
 */
export function makeStaffSignOut(
  { registry, clock }: Pick<Parts, "registry" | "clock">,
  session: StaffSession,
): Operation<"staffSignOut"> {
  return async () => {
    const at = clock();
    const member = session.end();
    if (member !== null) {
      await registry.transact((rows) =>
        rows.appendJournal({
          at,
          customerId: null,
          staffId: member.id,
          action: "staff-sign-out",
          outcome: "done",
        }),
      );
    }
    return ok(null);
  };
}
