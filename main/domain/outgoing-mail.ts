import type { MailKind } from "../../preload/contract/customer-sheet.ts";
import type { Token } from "./token.ts";

/** A row of the outbox: what is to be sent, rendered only when it is sent. */
export interface OutgoingMail {
  /** Unique; it also makes the Message-ID and the spool's file name, so a repeated delivery can be recognised. */
  readonly id: string;
  readonly kind: MailKind;
  readonly to: string;
  readonly userId: string;
  readonly createdAt: number;
}

/** A mail as the outbox keeps it. */
export interface KeptMail extends OutgoingMail {
  /** How it ended, null while it waits. */
  readonly outcome: "sent" | "rejected" | null;
}

/** The mail of `kind` about `token`. A token has one of each kind at most, and its user ID is never given again: that makes the id. */
export function mailAbout(token: Token, kind: MailKind, now: number): OutgoingMail {
  return {
    id: `${token.userId}-${kind}`,
    kind,
    to: token.mailAddress,
    userId: token.userId,
    createdAt: now,
  };
}
