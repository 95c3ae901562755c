import { PassThrough } from "node:stream";
import { createTransport } from "nodemailer";
import { ok, refused } from "../../../preload/contract/result.ts";
import { failureOf } from "../../core/domain/mail-failure.ts";
import type { MailFailure } from "../../core/domain/mail-failure.ts";
import type { Mailer } from "../../core/ports/mailer.ts";
import { mailContent } from "./mail-content.ts";
import type { Sender } from "./mail-content.ts";

export interface SmtpServer {
  readonly host: string;
  readonly port: number;
  /** `starttls` is mandatory, without a fallback; `none` is for a relay on the branch's own network. */
  readonly security: "none" | "starttls" | "tls";
  /**
   * Certificates in PEM that replace the system's authorities for this server; null: the system's authorities are used.
   */
  readonly ca?: string | null;
}

/** How long the server may take, in milliseconds. */
export interface SmtpPatience {
  /**
   * From the connection to the server's readiness for the text: a client that gives up here can try again without harm.
   */
  readonly beforeText: number;
  /**
   * For the answer to the end of the text: a client that gives up here sends the mail again, though the server may have
   * taken it.
   */
  readonly afterText: number;
}

/** RFC 5321 §4.5.3.2.6 asks for 10 minutes after the text; before the text a slow server counts as unreachable. */
const patience: SmtpPatience = { beforeText: 30_000, afterText: 600_000 };

/** Delivers mails to the bank's server (RFC 5321), with one connection for each mail. */
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
    // Stated explicitly, because NODE_TLS_REJECT_UNAUTHORIZED could otherwise switch the check off.
    tls: { rejectUnauthorized: true, ...(server.ca ? { ca: server.ca } : {}) },
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
          // nodemailer reads the stream after the server's readiness for the text, and the stream ends before its last
          // line is sent.
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
        return refused(failureIn(error));
      } finally {
        clearTimeout(timer);
      }
    },
  };
}

/**
 * nodemailer's errors carry the command that failed and the reply to it; without a command the connection failed, by
 * TLS or otherwise.
 */
function failureIn(error: unknown): MailFailure {
  if (!(error instanceof Error)) throw error;
  const { response, command, code = "", originalCode = "" } = error as NodemailerError;
  if ([code, originalCode].some((known) => tlsCodes.test(known))) {
    return { cause: "tls", reply: null };
  }
  if (typeof response !== "string") return { cause: "away", reply: null };
  return failureOf(response, command === "RCPT TO" || command === "DATA");
}

interface NodemailerError extends Error {
  readonly code?: string;
  readonly originalCode?: string;
  readonly command?: string;
  readonly response?: string | false;
}

/** nodemailer's ETLS, Node's ERR_TLS_… and ERR_SSL_…, and OpenSSL's reasons to reject a certificate. */
const tlsCodes =
  /^ETLS$|TLS|SSL|CERT|_SIGNATURE$|^HOSTNAME_MISMATCH$|^INVALID_CA$|^INVALID_PURPOSE$/;
