import { SMTPServer } from "smtp-server";
import type { SMTPServerOptions } from "smtp-server";

export interface RunningServer {
  readonly port: number;
  /** The messages taken, as they came over the wire. */
  readonly mails: readonly Buffer[];
  close(): Promise<void>;
}

/** A real SMTP server on loopback, at `port` or any free one; it takes everything unless `options` say else. */
export async function startSmtpServer(
  options: SMTPServerOptions = {},
  port = 0,
): Promise<RunningServer> {
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
  await new Promise<void>((listening) => server.listen(port, "127.0.0.1", listening));
  const address = server.server.address();
  if (address === null || typeof address === "string") throw new Error("The server has no port");
  return {
    port: address.port,
    mails,
    close: () =>
      new Promise((closed) => {
        server.close(closed);
      }),
  };
}
