import { ok, refused } from "../../../../preload/contract/result.ts";
import type { JournalledAction } from "../../domain/journal-event.ts";
import { actsOf, mayDo } from "../../domain/staff.ts";
import type { Operation, Parts } from "../operation.ts";
import { makeDecoy, refuseAttempt, transactRight } from "../customer/password-attempt.ts";
import { forgetWrongPins, reservePin } from "./pin-attempt.ts";
import type { Session } from "../customer/session.ts";
import type { Cleaning } from "./cleaning.ts";
import type { StaffSession } from "./staff-session.ts";

/** The sessions at the kiosk, and whether it is closed to customers. */
export interface Sessions {
  readonly customer: Session;
  readonly staff: StaffSession;
  readonly cleaning: Cleaning;
}

/**
 * KST001. The customer or member of the staff who was signed in is signed out first. An unknown 係員番号 is counted, hashed
 * against and answered like a wrong PIN, so that neither words nor duration distinguish them.
 *
 * Order of writes: as in `signIn`; the session is in memory.
 */
export function makeStaffSignIn(
  parts: Pick<
    Parts,
    | "registry"
    | "isJournalBroken"
    | "passwordHasher"
    | "clock"
    | "monotonicClock"
    | "config"
    | "memory"
    | "readFleet"
  >,
  sessions: Sessions,
): Operation<"staffSignIn"> {
  const { registry, passwordHasher, config, clock } = parts;
  const limit = config.lockout.wrongTries;
  const wrong = { code: "staff-credentials" } as const;
  const decoy = makeDecoy(passwordHasher);

  return async ({ staffId, pin }) => {
    const now = clock();
    sessions.customer.current();
    sessions.staff.current();
    const customer = sessions.customer.end();
    const { former, begin } = sessions.staff.renew();
    const decoyHash = await decoy();

    const { member, event, reserved } = await registry.transact(async (rows) => {
      const left = { at: now, outcome: "replaced" };
      if (customer.is !== "signed-out") {
        const { customerId } = customer;
        await rows.appendJournal({ ...left, customerId, action: "sign-out" });
      }
      if (former !== null) {
        const staff = { customerId: null, staffId: former.id };
        await rows.appendJournal({ ...left, ...staff, action: "staff-sign-out" });
      }
      const member = await rows.staffById(staffId);
      // The typed text may be a PIN in the wrong field: only a known number is journalled.
      const knownId = member?.id ?? "unknown";
      const event: JournalledAction = {
        at: now,
        customerId: null,
        staffId: knownId,
        action: "staff-sign-in",
      };
      return { member, event, reserved: await reservePin(parts, rows, staffId, event) };
    });
    if (!reserved.ok) return reserved;

    const right = await passwordHasher.verify(member?.pinHash ?? decoyHash, pin);
    if (member === null || !right) {
      return registry.transact((rows) => refuseAttempt(rows, reserved.value, limit, event, wrong));
    }
    forgetWrongPins(parts);
    // A member who may close the kiosk for cleaning opens it again by signing in.
    const reopens = sessions.cleaning.isClosed() && mayDo(member.role, "close-for-cleaning");
    await transactRight(parts, reserved.value, async (rows) => {
      await rows.appendJournal({ ...event, outcome: "done" });
      if (reopens) await rows.appendJournal({ ...event, action: "reopen", outcome: "done" });
    });
    if (reopens) sessions.cleaning.reopen();
    if (!begin(member)) return refused({ code: "signed-out" });
    const { name, role } = member;
    const acts = actsOf(role, parts.readFleet !== null);
    return ok({ name, role, acts, journalBroken: parts.isJournalBroken() });
  };
}
