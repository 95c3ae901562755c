import type { Result } from "../../../preload/contract/result.ts";
import type { MailFailure } from "../domain/mail-failure.ts";

/** One mail, ready for delivery. */
export interface MailMessage {
  /**
   * The outbox row's id: the Message-ID and the spool's file name are made of it, so that a repeated delivery is
   * recognised.
   */
  readonly id: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  /** Epoch milliseconds, for the Date header. */
  readonly at: number;
}

/** Delivers one mail to the spool folder or to the bank's SMTP server. */
export interface Mailer {
  /** Of the failures `address` alone is final; after any other the mail may be accepted later. */
  send(message: MailMessage): Promise<Result<null, MailFailure>>;
}
