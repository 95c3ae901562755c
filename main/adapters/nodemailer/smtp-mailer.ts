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
  /** `starttls` is required, not merely tried; `none` is for a relay on the branch's own network. */
  readonly security: "none" | "starttls" | "tls";
  /** Certificates in PEM that alone vouch for the server's; null: those that the system's programs trust. */
  readonly ca?: string | null;
}

/** How long the server may take, in milliseconds. */
export interface SmtpPatience {
  /** From the first word to its readiness for the text: a client that gives up there can try again without harm. */
  readonly beforeText: number;
  /** For its answer to the text's end: a client that gives up there sends the mail again, though it may have been taken. */
  readonly afterText: number;
}

/** RFC 5321 §4.5.3.2.6 asks for 10 minutes after the text; before it a slow server is taken for one that is away. */
const patience: SmtpPatience = { beforeText: 30_000, afterText: 600_000 };

/** Hands mails to the bank's server (RFC 5321), one connection each. */
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
    // Stated, or NODE_TLS_REJECT_UNAUTHORIZED could take the proof away.
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
        return refused(failureIn(error));
      } finally {
        clearTimeout(timer);
      }
    },
  };
}

/** nodemailer's errors carry the command that failed and the reply to it; without one the connection failed, by TLS or else. */
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

/** nodemailer's ETLS, Node's ERR_TLS_… and ERR_SSL_…, OpenSSL's reasons why a certificate isn't believed. */
const tlsCodes =
  /^ETLS$|TLS|SSL|CERT|_SIGNATURE$|^HOSTNAME_MISMATCH$|^INVALID_CA$|^INVALID_PURPOSE$/;
