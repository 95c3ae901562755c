import { ok, refused } from "../../preload/contract/result.ts";
import type { MailFailure } from "../../main/core/domain/mail-failure.ts";
import type { MailMessage, Mailer } from "../../main/core/ports/mailer.ts";

/** Keeps what it was given, as often as it was given it: a server can't tell that one is repeated. */
export interface RecordingMailer extends Mailer {
  readonly sent: readonly MailMessage[];
  /** What `send` answers from now on; null: it accepts. */
  refuse(refusal: MailFailure | null): void;
}

export function recordingMailer(): RecordingMailer {
  const sent: MailMessage[] = [];
  let refusal: MailFailure | null = null;
  return {
    sent,
    refuse(next) {
      refusal = next;
    },
    send(message) {
      if (refusal !== null) return Promise.resolve(refused(refusal));
      sent.push(message);
      return Promise.resolve(ok(null));
    },
  };
}
