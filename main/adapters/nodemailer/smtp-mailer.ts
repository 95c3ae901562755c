import { PassThrough } from "node:stream";
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

/** How long the server may take, in milliseconds. */
export interface SmtpPatience {
  /** From the first word to its readiness for the text: whoever gives up there can try again without harm. */
  readonly beforeText: number;
  /** For its answer to the text's end: whoever gives up there sends the mail again, though it may have been taken. */
  readonly afterText: number;
}

/** RFC 5321 §4.5.3.2.6 asks for 10 minutes after the text; before it a slow server is taken for one that is away. */
const patience: SmtpPatience = { beforeText: 30_000, afterText: 600_000 };

/**
 * Hands mails to the bank's server (RFC 5321), one connection each. Only a permanent refusal (5xx) of
 * the recipient or of the message itself is `rejected`; a server that is away, busy, or refuses the
 * kiosk as such may take the mail later.
 */
export function smtpMailer(
  server: SmtpServer,
  from: Sender,
  { beforeText, afterText } = patience,
): Mailer {
  const options = {
    host: server.host,
    port: server.port,
    secure: server.security === "tls",
    requireTLS: server.security === "starttls",
    ignoreTLS: server.security === "none",
    connectionTimeout: beforeText,
    greetingTimeout: beforeText,
    socketTimeout: afterText,
  };
  return {
    async send(message) {
      const early = new AbortController();
      const timer = setTimeout(() => {
        early.abort();
      }, beforeText);
      const transport = createTransport(options);
      transport.use("stream", (mail, done) => {
        mail.message.processFunc((text) => {
          // It is read when the server has asked for it, and has ended before its last line goes out.
          const read = new PassThrough().once("end", () => {
            clearTimeout(timer);
          });
          return text.pipe(read);
        });
        done();
      });
      try {
        await transport.sendMail({ ...mailContent(message, from), signal: early.signal });
        return ok(null);
      } catch (error) {
        return refused(isPermanent(error) ? "rejected" : "not-now");
      } finally {
        clearTimeout(timer);
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
