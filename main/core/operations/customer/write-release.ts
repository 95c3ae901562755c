import type { ReleasedToken } from "../../../../preload/contract/answers.ts";
import { reissueFrom } from "../../domain/availability.ts";
import type { Customer } from "../../domain/customer.ts";
import type { JournalledAction } from "../../domain/journal-event.ts";
import { mailAbout } from "../../domain/outgoing-mail.ts";
import type { Token } from "../../domain/token.ts";
import { limitAfterRelease } from "../../domain/transfer-limit.ts";
import type { RegistryRows } from "../../ports/registry.ts";
import type { Parts } from "../operation.ts";

/**
 * The effects of a release by any actor, within the transaction of `rows`: 利用解除済, the transfer limit, the outbox row,
 * the journal. `released`: `customer`'s token after the life cycle's transition.
 */
export async function writeRelease(
  { config, random }: Pick<Parts, "config" | "random">,
  rows: RegistryRows,
  after: {
    readonly customer: Customer;
    readonly released: Token;
    /** The language of the mail. */
    readonly language: string | null | undefined;
  },
  event: JournalledAction,
): Promise<ReleasedToken> {
  const { customer, released, language } = after;
  const { releaseLimitYen, reissueDays } = config.token;
  const limitBeforeYen = customer.transferLimitYen;
  const limitAfterYen = limitAfterRelease(limitBeforeYen, releaseLimitYen);
  await rows.updateToken(released);
  await rows.setTransferLimit(customer.id, limitAfterYen, releaseLimitYen);
  await rows.enqueueMail(mailAbout(released, "released", { now: event.at, language, random }));
  await rows.appendJournal({ ...event, outcome: "done" });
  return { limitBeforeYen, limitAfterYen, reissueFrom: reissueFrom(event.at, reissueDays) };
}
