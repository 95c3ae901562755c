import type { SendMailOptions } from "nodemailer";
import type { MailMessage } from "../../core/ports/mailer.ts";

export interface Sender {
  readonly name: string;
  readonly address: string;
}

/**
 * A message in nodemailer's form: UTF-8 throughout, with a Message-ID that is the same at every delivery of the same
 * message. Auto-Submitted (RFC 3834 §5) prevents replies by absence notices.
 */
export function mailContent(message: MailMessage, from: Sender): SendMailOptions {
  const domain = from.address.slice(from.address.lastIndexOf("@") + 1);
  return {
    // A copy: nodemailer writes the encoded address back, and the configuration is frozen.
    from: { ...from },
    to: { name: "", address: message.to },
    subject: message.subject,
    text: message.text,
    date: new Date(message.at),
    messageId: `<${message.id}@${domain}>`,
    headers: { "Auto-Submitted": "auto-generated" },
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}
