import type { JournalEvent } from "../../domain/journal-event.ts";
import type { Registry } from "../../ports/registry.ts";
import type { Parts } from "../operation.ts";
import type { Session } from "./session.ts";
import type { StaffSession } from "../staff/staff-session.ts";

/**
 * The registry whose transactions first journal a sign-out by time, with its time: a session ends without a request,
 * and the next request finds that it has ended. A row that a failed transaction has rolled back is written by the next
 * one.
 */
export function journallingExpiry(
  { registry, clock }: Pick<Parts, "registry" | "clock">,
  sessions: { readonly customer: Session; readonly staff: StaffSession },
): Registry {
  let waiting: readonly JournalEvent[] = [];
  const noteExpired = (): void => {
    const customer = sessions.customer.expired();
    const staff = sessions.staff.expired();
    const now = clock();
    const note = (action: Omit<JournalEvent, "outcome">) => {
      waiting = [...waiting, { ...action, outcome: "expired" }];
    };
    if (customer !== null) {
      note({ at: now - customer.agoMs, customerId: customer.who, action: "sign-out" });
    }
    if (staff !== null) {
      const { id: staffId } = staff.who;
      note({ at: now - staff.agoMs, customerId: null, staffId, action: "staff-sign-out" });
    }
  };
  return {
    ...registry,
    async transact(work) {
      let written: readonly JournalEvent[] = [];
      const answer = await registry.transact(async (rows) => {
        noteExpired();
        written = waiting;
        for (const event of written) await rows.appendJournal(event);
        return work(rows);
      });
      waiting = waiting.filter((event) => !written.includes(event));
      return answer;
    },
  };
}
