import { createTransport } from "nodemailer";
import { ok, refused } from "../../../preload/contract/result.ts";
import type { Mailer } from "../../ports/mailer.ts";
import { mailContent } from "./mail-content.ts";
import type { Sender } from "./mail-content.ts";

export interface SmtpServer {
  readonly host: string;
  readonly port: number;
  /** `starttls` is required, not merely tried; `none` is for a relay on the branch's own network. */
  readonly security: "none" | "starttls" | "tls";
}

/** Milliseconds of silence after which the server counts as away. */
const patience = 10_000;

/**
 * Hands mails to the bank's server (RFC 5321), one connection each. Only a permanent refusal (5xx) of
 * the recipient or of the message itself is `rejected`; a server that is away, busy, or refuses the
 * kiosk as such may take the mail later.
 */
export function smtpMailer(server: SmtpServer, from: Sender, silence = patience): Mailer {
  const transport = createTransport({
    host: server.host,
    port: server.port,
    secure: server.security === "tls",
    requireTLS: server.security === "starttls",
    ignoreTLS: server.security === "none",
    connectionTimeout: silence,
    greetingTimeout: silence,
    socketTimeout: silence,
  });
  return {
    async send(message) {
      try {
        await transport.sendMail(mailContent(message, from));
        return ok(null);
      } catch (error) {
        return refused(isPermanent(error) ? "rejected" : "not-now");
      }
    },
  };
}

/** nodemailer's errors carry the failed command and the reply's code (RFC 5321 §4.2.1). */
function isPermanent(error: unknown): boolean {
  if (!(error instanceof Error) || !("responseCode" in error) || !("command" in error))
    return false;
  const permanent = typeof error.responseCode === "number" && error.responseCode >= 500;
  return permanent && (error.command === "RCPT TO" || error.command === "DATA");
}
