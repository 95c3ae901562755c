import { ok, refused } from "../../../../preload/contract/result.ts";
import { mailAbout, noticeTo } from "../../domain/outgoing-mail.ts";
import { issued, replaced } from "../../domain/token-lifecycle.ts";
import { customerAndToken } from "./customer-rows.ts";
import { issuableHere } from "./issuable-here.ts";
import type { Operation, Parts } from "../operation.ts";
import { refuseAttempt, reserveAttempt, transactRight } from "./password-attempt.ts";
import { refuseJournalled } from "./refuse-journalled.ts";
import { renewHash } from "./renew-hash.ts";
import type { Session } from "./session.ts";
import { newSealedSecret } from "./token-secret.ts";
import { voidMails } from "./void-mails.ts";

/**
 * 「確定する」 of BOT003: issues the token of the draft.
 *
 * Order of writes: ① the attempt is counted; ② the password is verified; ③ one transaction: a former token that was
 * never started loses its secret and its unsent mails, the new token with its sealed secret, the outbox rows (one to
 * the former token's address, where that was another), the journal, the count cleared, a hash of another cost than the
 * kiosk's replaced; ④ the draft is dropped, in memory; ⑤ the outbox is nudged. A restart finds after ①: one failure too
 * many counted, no token, no draft; after ③: the token issued, and its mail unsent in the outbox, which the start
 * sends.
 */
export function makeConfirmIssue(
  parts: Pick<
    Parts,
    | "registry"
    | "vault"
    | "passwordHasher"
    | "clock"
    | "random"
    | "config"
    | "memory"
    | "deliverMail"
  >,
  session: Session,
): Operation<"confirmIssue"> {
  const { registry, passwordHasher, config, clock } = parts;
  const limit = config.lockout.wrongTries;
  const { serviceId } = config.token;
  const wrong = { code: "fields", fields: { confirmationPassword: "wrong" } } as const;

  return async ({ confirmationPassword, language }) => {
    const now = clock();
    const before = session.current();
    if (before.is !== "signed-in") return refused({ code: "signed-out" });
    const { customerId, draft } = before;
    const event = { at: now, customerId, action: "issue" } as const;
    if (draft === null) {
      await registry.transact((rows) => rows.appendJournal({ ...event, outcome: "no-draft" }));
      return refused({ code: "no-draft" });
    }

    const begun = await registry.transact(async (rows) => {
      const { customer, token } = await customerAndToken(rows, customerId);
      const issue = await issuableHere(rows, token, now, config.token);
      if (!issue.ok) return refuseJournalled(rows, event, issue);
      const attempt = { subject: customer.loginId, kind: "confirmationPassword" } as const;
      const reserved = await reserveAttempt(parts, rows, attempt, event);
      return reserved.ok ? ok({ customer, former: token, attempt: reserved.value }) : reserved;
    });
    if (!begun.ok) return begun;
    const { customer, former, attempt } = begun.value;

    if (!(await passwordHasher.verify(customer.confirmationPasswordHash, confirmationPassword))) {
      return registry.transact((rows) => refuseAttempt(rows, attempt, limit, event, wrong));
    }

    const field = "confirmationPasswordHash";
    const renew = await renewHash(passwordHasher, customer, field, confirmationPassword);
    const done = await transactRight(parts, attempt, async (rows) => {
      await renew(rows);
      const { token: current } = await customerAndToken(rows, customerId);
      const issue = await issuableHere(rows, current, now, config.token);
      if (!issue.ok) return refuseJournalled(rows, event, issue);
      // The button was pressed twice: the draft has become a token already.
      if (current?.userId !== former?.userId) {
        await rows.appendJournal({ ...event, outcome: "no-draft" });
        return refused({ code: "no-draft" });
      }
      const userId = await rows.takeUserId(config.token);
      // Other kiosks of a network may have taken the last ones since.
      if (userId === null) {
        const spent = refused({ code: "unavailable", reason: "user-ids-spent" } as const);
        return refuseJournalled(rows, event, spent);
      }
      if (issue.value !== null) {
        await voidMails(rows, issue.value, now);
        await rows.updateToken(replaced(issue.value));
      }
      const owner = { userId, customerId };
      const sealedSecret = await newSealedSecret(parts, rows, owner);
      const token = issued({ ...owner, ...draft, sealedSecret }, now);
      await rows.insertToken(token);
      const facts = { now, language, random: parts.random };
      await rows.enqueueMail(mailAbout(token, "issued", facts));
      const formerAddress = current?.mailAddress ?? "";
      // A former address that was erased gets no notice.
      if (formerAddress !== "" && formerAddress !== token.mailAddress) {
        await rows.enqueueMail(noticeTo(formerAddress, "reissued", token, facts));
      }
      await rows.appendJournal({ ...event, outcome: "done" });
      return ok({ serviceId, userId, mailAddress: token.mailAddress });
    });
    if (!done.ok) return done;
    session.move(before, { ...before, draft: null });
    parts.deliverMail();
    return done;
  };
}
