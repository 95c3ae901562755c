import type {
  MailDelivery,
  MailKind,
  NoticeKind,
  OwnMailKind,
} from "../../../preload/contract/customer-sheet.ts";
import type { MailCause } from "./mail-failure.ts";
import type { Token } from "./token.ts";

/** A row of the outbox: what is to be sent, rendered only when it is sent. Times here are epoch milliseconds. */
export interface OutgoingMail {
  /** Hex, 128 random bits: it makes the Message-ID and the spool's file name, so a repeated delivery can be recognised. */
  readonly id: string;
  readonly kind: MailKind;
  /** Empty once it was erased, so long after the mail's end as the configuration says. */
  readonly to: string;
  /** Of the token that it is about. */
  readonly userId: string;
  readonly createdAt: number;
  /** A language's code, as the customer chose it; null: Japanese. */
  readonly language: string | null;
}

/** A mail as the outbox keeps it. */
export interface KeptMail extends OutgoingMail {
  /** How it ended, null while it waits. */
  readonly outcome: Exclude<MailDelivery, "unsent"> | null;
  readonly closedAt: number | null;
  /** From when its days are counted: its making, or when somebody last had it tried again. */
  readonly queuedAt: number;
  /** How often it was tried in vain. */
  readonly tries: number;
  readonly triedAt: number | null;
  /** null: at once. */
  readonly nextTryAt: number | null;
  /** What came of the last try; null: nothing yet, or it was taken. */
  readonly cause: MailCause | null;
  /** The codes of the server's reply alone, as `550 5.7.1`: its words may hold the address. */
  readonly reply: string | null;
}

/** A mail as it is put into the outbox. */
export function unsent(mail: OutgoingMail): KeptMail {
  return {
    ...mail,
    ...{ outcome: null, closedAt: null, queuedAt: mail.createdAt },
    ...{ tries: 0, triedAt: null, nextTryAt: null, cause: null, reply: null },
  };
}

interface MailFacts {
  readonly now: number;
  readonly language: string | null | undefined;
  /** The system's secure generator. */
  readonly random: (byteLength: number) => Uint8Array;
}

/** The mail of `kind` about `token`, to its own address. */
export function mailAbout(token: Token, kind: OwnMailKind, facts: MailFacts): OutgoingMail {
  return mailTo(token.mailAddress, kind, token, facts);
}

/** Tells the address `to`, which the customer had before, that `token` has another one. */
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
