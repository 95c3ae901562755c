import { ok, refused } from "../../../../preload/contract/result.ts";
import { unifiedMailAddress } from "../../../../preload/contract/mail-address.ts";
import { mailAbout, noticeTo } from "../../domain/outgoing-mail.ts";
import type { OutboxMail } from "../../domain/outgoing-mail.ts";
import type { Operation, Parts } from "../operation.ts";
import { voidMails } from "../customer/void-mails.ts";
import { onCustomer } from "./on-customer.ts";
import type { StaffSession } from "./staff-session.ts";

/**
 * 「再送する」 of KST004: sends a mail for the current token once more, under an id of its own, to the same address or to a
 * corrected one, which becomes the token's, in the same language. Mails that wait for the former address go to the
 * corrected one too, and the former one gets a notice, unless the server has said that it doesn't exist. The journal
 * states the kind, never the address.
 *
 * Order of writes: ① one transaction: the token's address, the outbox rows, the journal; ② the outbox is nudged. A
 * restart finds after ①: the mails unsent in the outbox, which the start sends.
 */
export function makeResendMail(
  parts: Pick<Parts, "registry" | "clock" | "random" | "deliverMail">,
  session: StaffSession,
): Operation<"resendMail"> {
  return async ({ customerId, kind, mailAddress }) => {
    const about = { act: "resend-mail", customerId } as const;
    const done = await onCustomer(parts, session, about, async (atHand) => {
      const { rows, token: current } = atHand;
      const { at } = atHand.event;
      const formerAddress = unifiedMailAddress(current?.mailAddress ?? "");
      const corrected = mailAddress !== "" && mailAddress !== formerAddress;
      const detail = `kind=${kind} address=${corrected ? "corrected" : "same"}`;
      const event = { ...atHand.event, action: "resend-mail", detail } as const;
      const refuse = async (why: "no-such-mail" | "mail-waits" | "address-erased") => {
        await rows.appendJournal({ ...event, outcome: why });
        return refused({ code: "not-possible", reason: why });
      };
      const mails = (await rows.mailsOf(customerId, Number.MAX_SAFE_INTEGER)).filter(
        ({ userId }) => userId === current?.userId,
      );
      const former = mails.filter((mail) => mail.kind === kind);
      if (current === null || former.length === 0) return refuse("no-such-mail");
      // A corrected address is refused too: a token that ended so long ago has no mail left to send.
      if (current.mailAddress === "") return refuse("address-erased");
      const token = corrected ? { ...current, mailAddress } : current;
      const waits = former.some(({ outcome, to }) => outcome === null && to === token.mailAddress);
      if (waits) return refuse("mail-waits");
      const facts = { now: at, language: former[0]?.language, random: parts.random };
      const kinds = new Set([kind]);
      if (corrected) {
        await rows.updateToken(token);
        for (const voided of await voidMails(rows, current, at)) kinds.add(voided);
        if (!isNone(mails, current.mailAddress)) {
          await rows.enqueueMail(noticeTo(current.mailAddress, "moved", token, facts));
        }
      }
      for (const each of kinds) await rows.enqueueMail(mailAbout(token, each, facts));
      await rows.appendJournal({ ...event, outcome: "done" });
      return ok(null);
    });
    if (done.ok) parts.deliverMail();
    return done;
  };
}

/** Whether the server replied to the newest mail to `address` that there is no such address. `mails`: newest first. */
function isNone(mails: readonly OutboxMail[], address: string): boolean {
  return mails.find(({ to }) => to === address)?.outcome === "rejected";
}
