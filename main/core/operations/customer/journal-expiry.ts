import type { JournalEvent } from "../../domain/journal-event.ts";
import type { Registry } from "../../ports/registry.ts";
import type { Parts } from "../operation.ts";
import type { Session } from "./session.ts";
import type { StaffSession } from "../staff/staff-session.ts";

/**
 * The registry whose transactions journal first who was signed out by time alone, with the time at which that was: a
 * session ends without anybody's asking, and is found to have ended by the next request. What a transaction that fails
 * has taken back, the next one writes.
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
