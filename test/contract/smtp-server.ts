import { SMTPServer } from "smtp-server";
import type { SMTPServerOptions } from "smtp-server";
import { onTestFinished } from "vitest";

interface TestServer {
  readonly port: number;
  /** The messages taken, as they came over the wire. */
  readonly mails: readonly Buffer[];
}

/** A real SMTP server on loopback for the running test; it takes everything unless `options` say else. */
export async function smtpServer(options: SMTPServerOptions = {}): Promise<TestServer> {
  const mails: Buffer[] = [];
  const server = new SMTPServer({
    disabledCommands: options.key === undefined ? ["AUTH", "STARTTLS"] : ["AUTH"],
    // It knows no quoted local parts (RFC 5321 §4.1.2), and refuses their dots otherwise.
    lenientAddressParsing: true,
    onData(stream, _session, done) {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("end", () => {
        mails.push(Buffer.concat(chunks));
        done();
      });
    },
    ...options,
  });
  // A client that breaks TLS off is part of the tests; the client's side is what they look at.
  server.on("error", () => undefined);
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  onTestFinished(() => new Promise((closed) => server.close(closed)));
  const address = server.server.address();
  if (address === null || typeof address === "string") throw new Error("The server has no port");
  return { port: address.port, mails };
}
