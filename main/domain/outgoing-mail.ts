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
  /** A language's code, as the customer chose it; null: Japanese. */
  readonly language: string | null;
}

/** A mail as the outbox keeps it. */
export interface KeptMail extends OutgoingMail {
  /** How it ended, null while it waits. */
  readonly outcome: "sent" | "rejected" | null;
}

/**
 * The mail of `kind` about `token`. A user ID is never given again, so that and the kind make the id; `former`, how
 * many of the kind there were before, tells one that is sent again.
 */
export function mailAbout(
  token: Token,
  kind: MailKind,
  { now, language, former = 0 }: MailFacts,
): OutgoingMail {
  return {
    id: `${token.userId}-${kind}${former === 0 ? "" : `-${String(former + 1)}`}`,
    kind,
    to: token.mailAddress,
    userId: token.userId,
    createdAt: now,
    language: language ?? null,
  };
}

interface MailFacts {
  readonly now: number;
  readonly language: string | null | undefined;
  readonly former?: number;
}
