import type {
  MailDelivery,
  MailKind,
  NoticeKind,
  TokenMailKind,
} from "../../../preload/contract/customer-sheet.ts";
import type { MailCause } from "./mail-failure.ts";
import type { Token } from "./token.ts";

/**
 * A row of the outbox: the facts of a mail, which is rendered only when it is sent. Times here are epoch milliseconds.
 */
export interface OutgoingMail {
  /**
   * Hex, 128 random bits: the Message-ID and the spool's file name are made of it, so that a repeated delivery can be
   * recognised.
   */
  readonly id: string;
  readonly kind: MailKind;
  /** Empty once it was erased, at the configured time after the mail's end. */
  readonly to: string;
  /** The ユーザID of the token that the mail is about. */
  readonly userId: string;
  readonly createdAt: number;
  /** The code of the customer's language; null: Japanese. */
  readonly language: string | null;
}

/** A mail in the outbox. */
export interface OutboxMail extends OutgoingMail {
  /** How it ended; null while it waits. */
  readonly outcome: Exclude<MailDelivery, "unsent"> | null;
  readonly closedAt: number | null;
  /** The start of its 5 days: its making, or the last request to send it again. */
  readonly queuedAt: number;
  /** The number of failed attempts. */
  readonly tries: number;
  readonly triedAt: number | null;
  /** null: at once. */
  readonly nextTryAt: number | null;
  /** The failure of the last attempt; null: no attempt yet, or it was accepted. */
  readonly cause: MailCause | null;
  /** Only the codes of the server's reply, such as `550 5.7.1`: its words may hold the address. */
  readonly reply: string | null;
}

/** A mail as it is added to the outbox. */
export function unsent(mail: OutgoingMail): OutboxMail {
  return {
    ...mail,
    ...{ outcome: null, closedAt: null, queuedAt: mail.createdAt },
    ...{ tries: 0, triedAt: null, nextTryAt: null, cause: null, reply: null },
  };
}

interface MailFacts {
  readonly now: number;
  readonly language: string | null | undefined;
  /** The system's secure random generator. */
  readonly random: (byteLength: number) => Uint8Array;
}

/** The mail of `kind` about `token`, to its own address. */
export function mailAbout(token: Token, kind: TokenMailKind, facts: MailFacts): OutgoingMail {
  return mailTo(token.mailAddress, kind, token, facts);
}

/** A notice to the customer's former address `to` that `token` has another one. */
export function noticeTo(
  to: string,
  kind: NoticeKind,
  token: Token,
  facts: MailFacts,
): OutgoingMail {
  return mailTo(to, kind, token, facts);
}

function mailTo(
  to: string,
  kind: MailKind,
  { userId }: Token,
  { now, language, random }: MailFacts,
): OutgoingMail {
  const id = Array.from(random(16), (byte) => byte.toString(16).padStart(2, "0")).join("");
  return { id, kind, to, userId, createdAt: now, language: language ?? null };
}
