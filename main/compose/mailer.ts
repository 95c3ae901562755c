import path from "node:path";
import type { Config } from "../config/config.ts";
import type { Mailer } from "../core/ports/mailer.ts";

/**
 * The bank's server, or where none is configured the spool folder in the data folder. Its library is loaded with the
 * first mail, as no screen needs it.
 */
export function mailerOf({ mail: { smtp, from } }: Config, dataDir: string): Mailer {
  let loaded: Promise<Mailer> | null = null;
  const load = async (): Promise<Mailer> => {
    if (smtp) {
      const { smtpMailer } = await import("../adapters/nodemailer/smtp-mailer.ts");
      return smtpMailer(smtp, from);
    }
    const { spoolMailer } = await import("../adapters/nodemailer/spool-mailer.ts");
    return spoolMailer(path.join(dataDir, "mail"), from);
  };
  return {
    send: async (message) => (await (loaded ??= load())).send(message),
  };
}
