import type {
  FieldsRefusal,
  LockedRefusal,
  PinWaitsRefusal,
  UnavailableRefusal,
} from "../../../../preload/contract/refusals.ts";
import { ok, refused } from "../../../../preload/contract/result.ts";
import { releasableByStaff } from "../../domain/availability.ts";
import type { JournalledAction } from "../../domain/journal-event.ts";
import { mayDo } from "../../domain/staff.ts";
import type { StaffMember } from "../../domain/staff.ts";
import { releasedByStaff } from "../../domain/token-lifecycle.ts";
import { customerAndToken } from "../customer/customer-rows.ts";
import type { Operation, Parts } from "../operation.ts";
import { makeDecoy, refuseAttempt, transactRight } from "../customer/password-attempt.ts";
import type { PasswordAttempt } from "../customer/password-attempt.ts";
import { refuseJournalled } from "../customer/refuse-journalled.ts";
import { writeRelease } from "../customer/write-release.ts";
import { onCustomer } from "./on-customer.ts";
import { forgetWrongPins, reservePin } from "./pin-attempt.ts";
import type { StaffSession } from "./staff-session.ts";

interface Begun {
  readonly member: StaffMember;
  readonly approver: StaffMember | null;
  readonly event: JournalledAction;
  readonly attempt: PasswordAttempt;
}
type Why = FieldsRefusal | LockedRefusal | PinWaitsRefusal | UnavailableRefusal;

/**
 * 「承認して解除する」 of KST005: releases without a code. The member who is signed in states the reason and the evidence; a
 * second person, a 役席, approves by their own PIN. An unknown approver is counted, hashed against and answered like a
 * wrong PIN; that a member may not approve is reported only after their right PIN.
 *
 * Order of writes: ① the PIN's attempt is counted; ② the PIN is verified; ③ one transaction: its count cleared, 利用解除済
 * with the secret destroyed, the transfer limit, the outbox row, the journal; ④ the outbox is nudged. A restart finds
 * after ①: one failure too many counted; after ③: the token released with its limit, and its mail unsent in the outbox,
 * which the start sends.
 */
export function makeReleaseForCustomer(
  parts: Pick<
    Parts,
    | "registry"
    | "passwordHasher"
    | "clock"
    | "monotonicClock"
    | "random"
    | "config"
    | "memory"
    | "deliverMail"
  >,
  session: StaffSession,
): Operation<"releaseForCustomer"> {
  const { registry, passwordHasher, config } = parts;
  const limit = config.lockout.wrongTries;
  const wrong = { code: "fields", fields: { approverPin: "wrong" } } as const;
  const decoy = makeDecoy(passwordHasher);

  return async ({ customerId, reason, evidence, evidenceDigits, approverId, approverPin }) => {
    const decoyHash = await decoy();
    const stated = `reason=${reason} evidence=${evidence}:${evidenceDigits.toUpperCase()}`;

    const about = { act: "release", customerId } as const;
    const begun = await onCustomer<Begun, Why>(parts, session, about, async (atHand) => {
      const { rows, member, token } = atHand;
      const approver = await rows.staffById(approverId);
      // The typed text may be a PIN in the wrong field: only a known number is journalled.
      const detail = `${stated} approver=${approver?.id ?? "unknown"}`;
      const event: JournalledAction = { ...atHand.event, action: "release", detail };
      const release = releasableByStaff(token);
      if (!release.ok) return refuseJournalled(rows, event, release);
      if (approverId === member.id) {
        await rows.appendJournal({ ...event, outcome: "same-person" });
        return refused({ code: "fields", fields: { approverId: "same-person" } });
      }
      const reserved = await reservePin(parts, rows, approverId, event);
      return reserved.ok ? ok({ member, approver, event, attempt: reserved.value }) : reserved;
    });
    if (!begun.ok) return begun;
    const { member, approver, event, attempt } = begun.value;

    const right = await passwordHasher.verify(approver?.pinHash ?? decoyHash, approverPin);
    if (approver === null || !right) {
      return registry.transact((rows) => refuseAttempt(rows, attempt, limit, event, wrong));
    }

    forgetWrongPins(parts);
    const done = await transactRight(parts, attempt, async (rows) => {
      if (session.current() !== member) {
        await rows.appendJournal({ ...event, outcome: "staff-signed-out" });
        return refused({ code: "staff-signed-out" });
      }
      const current = await rows.staffById(approverId);
      if (current === null || !mayDo(current.role, "approve-release")) {
        await rows.appendJournal({ ...event, outcome: "approver-forbidden" });
        return refused({ code: "fields", fields: { approverId: "forbidden" } });
      }
      const { customer, token } = await customerAndToken(rows, customerId);
      const release = releasableByStaff(token);
      if (!release.ok) return refuseJournalled(rows, event, release);
      const released = releasedByStaff(release.value, event.at);
      // The staff's screens are Japanese; the mail is in the language that the customer chose at their last visit.
      const [last] = await rows.mailsOf(customerId, 1);
      const language = last?.language;
      return ok(await writeRelease(parts, rows, { customer, released, language }, event));
    });
    if (done.ok) parts.deliverMail();
    return done;
  };
}
