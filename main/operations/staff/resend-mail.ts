import { ok, refused } from "../../../preload/contract/result.ts";
import { mailAbout } from "../../domain/outgoing-mail.ts";
import type { Operation, Parts } from "../operation.ts";
import { onCustomer } from "./on-customer.ts";
import type { StaffSession } from "./staff-session.ts";

/**
 * 「送り直す」 of KST004: a mail that was made for the current token once more, under an id of its own, to the same
 * address or to a corrected one, which is the token's from then on, in the same language. The journal says which, never the address.
 *
 * Order of writes: ① one transaction: the token's address, the outbox row, the journal; ② the outbox is nudged. A
 * restart finds after ①: the mail unsent in the outbox, which the start sends.
 */
export function makeResendMail(parts: Parts, session: StaffSession): Operation<"resendMail"> {
  return async ({ customerId, kind, mailAddress }) => {
    const about = { act: "resend-mail", customerId } as const;
    const done = await onCustomer(parts, session, about, async (atHand) => {
      const { rows, token: current } = atHand;
      const corrected = mailAddress !== "" && mailAddress !== current?.mailAddress;
      const detail = `kind=${kind} address=${corrected ? "corrected" : "same"}`;
      const deed = { ...atHand.deed, action: "resend-mail", detail } as const;
      const refuse = async (why: "no-such-mail" | "mail-waits") => {
        await rows.appendJournal({ ...deed, outcome: why });
        return refused({ code: "not-possible", reason: why });
      };
      const mails = await rows.mailsOf(customerId, Number.MAX_SAFE_INTEGER);
      const former = mails.filter((mail) => mail.userId === current?.userId && mail.kind === kind);
      if (current === null || former.length === 0) return refuse("no-such-mail");
      const token = corrected ? { ...current, mailAddress } : current;
      const waits = former.some(({ outcome, to }) => outcome === null && to === token.mailAddress);
      if (waits) return refuse("mail-waits");
      if (corrected) await rows.updateToken(token);
      const language = former[0]?.language;
      const again = { now: deed.at, language, former: former.length };
      await rows.enqueueMail(mailAbout(token, kind, again));
      await rows.appendJournal({ ...deed, outcome: "done" });
      return ok(null);
    });
    if (done.ok) parts.deliverMail();
    return done;
  };
}
