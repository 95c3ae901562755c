import { ok } from "../../../../preload/contract/result.ts";
import type { CustomerToken } from "../../../../preload/contract/customer-sheet.ts";
import { availabilityOf, releasableByStaff } from "../../domain/availability.ts";
import { maskedAddress } from "../../domain/masked-address.ts";
import { setupCodeState } from "../../domain/setup-code.ts";
import { registrationOf } from "../../domain/token-lifecycle.ts";
import type { StaffMember } from "../../domain/staff.ts";
import type { Token } from "../../domain/token.ts";
import { issuableHere } from "../customer/issuable-here.ts";
import type { Operation, Parts } from "../operation.ts";
import { onCustomer } from "./on-customer.ts";
import type { StaffSession } from "./staff-session.ts";
import { failuresOf } from "./failures-of.ts";

/** As many as fit on KST004 without scrolling. */
const mostMails = 4;
const mostEvents = 10;

/**
 * KST004 in one answer, mail addresses masked. A member's look at a customer is journalled; reading the sheet again
 * after an action, without another customer or member in between, is the same look.
 */
export function makeReadCustomer(
  parts: Pick<Parts, "registry" | "clock" | "config">,
  session: StaffSession,
): Operation<"readCustomer"> {
  const { lockout, setupCode, token: rule } = parts.config;
  let last: { readonly member: StaffMember; readonly customerId: string } | null = null;
  return ({ customerId }) =>
    onCustomer(
      parts,
      session,
      { act: "find-customer", customerId },
      async ({ rows, customer, token, member, event: look }) => {
        const { at } = look;
        // Each sign-in makes a new object of the member.
        if (last?.member !== member || last.customerId !== customerId) {
          await rows.appendJournal({ ...look, action: "read-customer", outcome: "done" });
          last = { member, customerId };
        }
        const mails = await rows.mailsOf(customerId, mostMails);
        const events = await rows.journalOf(customerId, mostEvents);
        return ok({
          customerId,
          loginId: customer.loginId,
          name: customer.name,
          kana: customer.kana,
          transferLimitYen: customer.transferLimitYen,
          status: customer.status,
          registration: registrationOf(token),
          token: token === null ? null : tokenAnswer(token),
          issue: availabilityOf(await issuableHere(rows, token, at, rule)),
          release: availabilityOf(releasableByStaff(token)),
          setupCode: setupCodeState(token, at, setupCode),
          failures: await failuresOf(rows, customer, token, lockout.wrongTries),
          mails: mails.map(({ kind, userId, createdAt, outcome, to }) => {
            const delivery = outcome ?? "unsent";
            return { kind, userId, at: createdAt, delivery, to: maskedAddress(to) };
          }),
          events: events.map((event) => {
            const { action, outcome, staffId } = event;
            return { at: event.at, action, outcome, staffId };
          }),
        });
      },
    );
}

function tokenAnswer({
  userId,
  mailAddress,
  issuedAt,
  startedAt,
  releasedAt,
}: Token): CustomerToken {
  return { userId, mailAddress: maskedAddress(mailAddress), issuedAt, startedAt, releasedAt };
}
