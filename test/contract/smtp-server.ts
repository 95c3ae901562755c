import type { SMTPServerOptions } from "smtp-server";
import { onTestFinished } from "vitest";
import { startSmtpServer } from "./start-smtp-server.ts";
import type { RunningServer } from "./start-smtp-server.ts";

/** A real SMTP server on loopback for the running test; it takes everything unless `options` say else. */
export async function smtpServer(options: SMTPServerOptions = {}): Promise<RunningServer> {
  const server = await startSmtpServer(options);
  onTestFinished(() => server.close());
  return server;
}
