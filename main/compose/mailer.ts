import path from "node:path";
import { smtpMailer } from "../adapters/nodemailer/smtp-mailer.ts";
import { spoolMailer } from "../adapters/nodemailer/spool-mailer.ts";
import type { Config } from "../config/config.ts";
import type { Mailer } from "../core/ports/mailer.ts";

/** The bank's server, or where none is configured the spool folder in the data folder. */
export function mailerOf({ mail: { smtp, from } }: Config, dataDir: string): Mailer {
  return smtp ? smtpMailer(smtp, from) : spoolMailer(path.join(dataDir, "mail"), from);
}
