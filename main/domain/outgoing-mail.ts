/** トークン発行のご案内, and the notices on start and on release. */
export type MailKind = "issued" | "started" | "released";

/** A row of the outbox: what is to be sent, rendered only when it is sent. */
export interface OutgoingMail {
  /** Unique; it also makes the Message-ID and the spool's file name, so a repeated delivery can be recognised. */
  readonly id: string;
  readonly kind: MailKind;
  readonly to: string;
  readonly userId: string;
  readonly createdAt: number;
}
